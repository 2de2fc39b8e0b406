"""Everybody who works here at one moment, and the policies that bind them: one decision after the other.

A conversation that is given out changes the load of one agent, so only that agent is judged again; of a thousand others
the verdicts of the same line still hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import clock
from desk.assignment.policies import policies
from desk.assignment.policy import Case, choose, decide, judge
from desk.assignment.roster import everybody, wanted_by
from desk.unit_of_work import query

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from desk.assignment.policies import Policies
    from desk.assignment.policy import Candidate, Choice, Policy, Verdict
    from desk.assignment.roster import Roster
    from desk.conversations.line import Head
    from desk.conversations.models import Conversation


class House:
    """Who works here, and what was decided so far."""

    def __init__(self, roster: Roster, found: Policies) -> None:
        self._roster, self._policies = roster, found
        self._judged: dict[str, tuple[Case, list[Verdict]]] = {}

    def policy_of(self, row: Conversation | Head) -> Policy:
        """Return the policy that binds a conversation."""
        return self._policies.of(row.team_id)

    def decided(self, row: Conversation | Head) -> Choice:
        """Decide who should get a conversation now."""
        case = self._case(row)
        if row.need not in self._judged:
            self._judged[row.need] = case, [judge(candidate, case) for candidate in self._roster.candidates]
        return choose(case, self._judged[row.need][1])

    def decided_without(self, row: Conversation, agent_id: UUID | None) -> Choice:
        """Decide who should get a conversation now if this agent could not have it."""
        return decide(self._case(row), [one for one in self._roster.candidates if one.id != agent_id])

    def count(self, chosen: Candidate, team_id: UUID | None, at: datetime) -> None:
        """Count a conversation that goes to somebody; what a team has more may keep all its agents out."""
        place = self._roster.count(chosen, team_id, at)
        if self._policies.has_caps:
            self._judged.clear()
        for case, verdicts in self._judged.values():
            verdicts[place] = judge(self._roster.candidates[place], case)

    def _case(self, row: Conversation | Head) -> Case:
        return Case(wanted_by(row), self.policy_of(row), clock.now(), self._roster.team_load(row.team_id))


@query
def house_for(waiting: Sequence[Conversation | Head]) -> House:
    """Read who works here, with what these conversations ask for."""
    found, asked = policies(), [wanted_by(row) for row in waiting]
    return House(everybody(is_team_capped=found.has_caps, asked=asked), found)


def who_could_take(row: Conversation, *, without: UUID | None) -> Candidate | None:
    """Return who would get a conversation now if it waited and `without` could not have it."""
    return house_for([row]).decided_without(row, without).chosen
