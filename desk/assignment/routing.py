"""The routing rules at work: when a conversation goes to people, when it has waited, and when a team cannot take it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from desk import clock
from desk.actors import SystemActor
from desk.assignment.policies import policies
from desk.assignment.rules import Known, Routed, highest, routed
from desk.assignment.settings import rules_in_force
from desk.conversations.access import conversation_for
from desk.conversations.models import Conversation
from desk.conversations.queries import episode_of
from desk.conversations.routing import Asks, ask, asked_of
from desk.customers.models import Customer
from desk.record import Packet
from desk.staff.coverage import agents_there
from desk.staff.models import Team
from desk.unit_of_work import action, current, query
from desk.vocabulary import EscalationReason, Status
from desk.wire import TeamRef

if TYPE_CHECKING:
    from uuid import UUID

    from desk.assignment.policy import Policy
    from desk.event_log import LoggedEvent
    from desk.events import Event

ROUTER = SystemActor(name="Routing rules")
BATCH = 100


def route(conversation: Conversation, event: Event, logged: LoggedEvent) -> None:
    """Apply the rules in the transaction in which a conversation goes to people."""
    del event, logged
    if conversation.status is Status.QUEUED:
        conversation.visited = []
        found = routed(rules_in_force().text, known_of(conversation))
        ask(ROUTER, conversation, _asks(conversation, found), rules=found.names, reason=_reason(found))


def route_identified(conversation: Conversation, event: Event, logged: LoggedEvent) -> None:
    """Apply the rules to somebody who waits when the site says who they are; nothing it asked for is taken away."""
    del event, logged
    if conversation.status is not Status.QUEUED:
        return
    found, asked = routed(rules_in_force().text, known_of(conversation)), asked_of(conversation)
    asks = _asks(conversation, found)._replace(
        priority=min(found.priority, asked.priority),
        language=found.language or asked.language,
        skills=highest(asked.skills, found.skills),
    )
    ask(ROUTER, conversation, asks, rules=found.names, reason=_reason(found))


def _asks(conversation: Conversation, found: Routed) -> Asks:
    """What people or an overflow made of the team stays; a rule names one only where there is none."""
    team = conversation.team or (_team(found.team_id) if found.team_id else None)
    return Asks(found.priority, team, found.language, found.skills)


def _reason(found: Routed) -> str:
    return f"By rule: {', '.join(found.names)}."[:500] if found.names else "No rule fits any more."


def _team(team_id: UUID) -> TeamRef | None:
    """Return a team that still exists."""
    team = current().get(Team, team_id)
    return TeamRef(id=team.id, name=team.name) if team else None


def known_of(conversation: Conversation) -> Known:
    """Return what rules may ask of a conversation."""
    episode = episode_of(conversation)
    packet = Packet.model_validate(episode.packet) if episode.packet else None
    customer = current().get(Customer, conversation.customer_id)
    waited = clock.now() - conversation.queued_at if conversation.queued_at else timedelta(0)
    return Known(
        reason=episode.escalation_reason or EscalationReason.UNCLASSIFIED,
        language=(packet.language if packet else conversation.locale).split("-")[0].lower(),
        mood=packet.mood if packet else "",
        text=f"{packet.goal}\n{packet.evidence}\n{packet.open_question}" if packet else "",
        page=conversation.page,
        is_identified=customer is not None and customer.is_identified,
        attributes=customer.attributes if customer else {},
        waited_s=waited.total_seconds(),
    )


# What is due by the clock.


@query
def due_to_route() -> tuple[UUID, ...]:
    """Return who has waited so long that a rule about waiting may fit, and does not ask for it yet."""
    found: dict[UUID, None] = {}
    for rule in rules_in_force().text.rules:
        if rule.when.waited_s is None or rule.then.priority is None:
            continue
        since = clock.now() - timedelta(seconds=rule.when.waited_s)
        waits = select(Conversation.id).where(
            Conversation.status == Status.QUEUED,
            Conversation.queued_at <= since,
            Conversation.priority > rule.then.priority,
        )
        found |= dict.fromkeys(current().scalars(waits.order_by(Conversation.queued_at).limit(BATCH)))
    return tuple(found)


@action
def route_again(conversation_id: UUID) -> None:
    """Apply the rules to somebody who has waited; what people asked for more urgently stays."""
    row = conversation_for(ROUTER, conversation_id, lock=True)
    if row.status is not Status.QUEUED:
        return
    found = routed(rules_in_force().text, known_of(row))
    if found.priority < row.priority:
        asks = asked_of(row)._replace(priority=found.priority)
        ask(ROUTER, row, asks, rules=found.names, reason=_reason(found))


class Overflow(NamedTuple):
    """A waiting conversation that another team may take, and why its own cannot."""

    conversation_id: UUID
    team_id: UUID
    why: str


@query
def due_to_overflow() -> tuple[Overflow, ...]:
    """Return who waits for a team that has another to help it, and cannot serve them in time."""
    found: list[Overflow] = []
    in_force = policies()
    for team_id, name in current().execute(_TEAMS):
        policy = in_force.of(team_id)
        if policy.overflow_team_id is not None and policy.overflow_team_id != team_id:
            found += _overflowing(team_id, name, policy.overflow_team_id, policy)
    return tuple(found)


_TEAMS = select(Team.id, Team.name).order_by(Team.id)


def _overflowing(team_id: UUID, name: str, to: UUID, policy: Policy) -> list[Overflow]:
    why, after_s = _why_at_once(team_id, name, policy), policy.overflow_after_s
    waits = select(Conversation.id, Conversation.visited).where(
        Conversation.status == Status.QUEUED, Conversation.team_id == team_id
    )
    if not why:
        waits = waits.where(Conversation.queued_at <= clock.now() - timedelta(seconds=after_s))
    rows = current().execute(waits.order_by(Conversation.queued_at).limit(BATCH))
    why = why or f"Nobody of {name} took it within {after_s} s."
    return [Overflow(row.id, to, why) for row in rows if str(to) not in row.visited]


def _why_at_once(team_id: UUID, name: str, policy: Policy) -> str:
    if policy.hours is not None and not policy.hours.is_open(clock.now()):
        return f"{name} is closed now."
    return "" if agents_there(team_id) else f"Nobody of {name} is there."


@action
def overflow(due: Overflow) -> None:
    """Let another team take it. Where it has been in this wait it does not come again, so that it cannot go round."""
    row = conversation_for(ROUTER, due.conversation_id, lock=True)
    team = _team(due.team_id)
    is_new = str(due.team_id) not in row.visited
    if row.status is not Status.QUEUED or team is None or row.team is None or not is_new:
        return
    row.visited = [*row.visited, str(row.team.id)]
    ask(ROUTER, row, asked_of(row)._replace(team=team), reason=f"{due.why} {team.name} helps out.")
