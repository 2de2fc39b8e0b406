"""Offers: one wins, the others are told, nobody waits for ever, and who lets them pass is left in peace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

import pytest

from desk.actors import AgentActor
from desk.assignment import offering
from desk.assignment.engine import assign_waiting
from desk.assignment.explained import assignments_of
from desk.assignment.people import colleagues, people_for
from desk.conversations import actions, offers
from desk.conversations.queries import must_see, queue, state_of
from desk.dashboard.commands import InboxView, ListInbox, Transfer
from desk.dashboard.inbox import inbox_for
from desk.dashboard.verbs import transfer
from desk.errors import AgentFull, Conflict, Forbidden, Invalid, InvalidTransition, NotFound
from desk.staff import revisions
from desk.staff.availability import set_availability
from desk.staff.models import AgentSkill, Skill, Workload
from desk.unit_of_work import action, current
from desk.vocabulary import Availability, OfferAnswer, OfferKind, Outcome, RevisionKind, Status
from desk.wire import TeamRef
from tests import looks
from tests.doubles import CollectedJobs, FrozenClock, RecordingEmitter
from tests.people import SYSTEM, ref
from tests.threads import at_once
from workers.upkeep import forget_refusals

RACES, RACERS = 100, 4


def give_out(way: str, **policy: object) -> None:
    """Have everything given out this way."""
    revisions.keep(SYSTEM, RevisionKind.POLICY, revisions.ALL, {"way": way, **policy}, seen=None)


def asked(conversation_id: UUID) -> list[str]:
    return [offer.agent.name for offer in state_of(conversation_id).offers]


def answers(boss: AgentActor, conversation_id: UUID) -> list[tuple[str, OfferAnswer | None, str]]:
    shown = assignments_of(boss, conversation_id).offers
    return [(offer.agent.name, offer.answer, offer.reason) for offer in shown]


@pytest.fixture
def wait(create_conversation: Callable[..., UUID]) -> Callable[[], UUID]:
    return lambda: create_conversation(status=Status.QUEUED)


def test_what_is_offered_waits_for_the_answer_and_counts_as_load(
    frozen_clock: FrozenClock, create_agent: Callable[..., AgentActor], wait: Callable[[], UUID]
) -> None:
    give_out("offer", offer_s=20)
    ada, bob = (create_agent(name, is_present=True, capacity=1) for name in ("Ada", "Bob"))
    first, second, third = wait(), wait(), wait()

    assert assign_waiting() == 2
    assert [asked(one) for one in (first, second, third)] == [["Ada"], ["Bob"], []]
    state = state_of(first)
    (offer,) = state.offers
    assert (state.status, offer.kind, offer.until) == (Status.QUEUED, OfferKind.OFFER, frozen_clock.advance(seconds=20))
    assert [one.id for one in queue()] == [first, second, third]
    assert [inbox_for(ada, ListInbox(view=InboxView.OFFERS)).counts.offers, assign_waiting()] == [1, 0]

    offers.accept(ada, first)
    assert offers.accept(ada, first) == state_of(first).head
    state = state_of(first)
    assert (state.status, state.agent, state.offers) == (Status.ASSIGNED, ref(ada), ())
    assert looks.assignments(first) == [(ada.id, 1, None)]
    assert [row.load for row in looks.rows(Workload)] == [1, 0]
    assert [row.id for row in inbox_for(bob, ListInbox(view=InboxView.OFFERS)).conversations] == [second]


def test_declined_goes_to_the_next_and_comes_back_when_all_refused(
    frozen_clock: FrozenClock,
    create_agent: Callable[..., AgentActor],
    wait: Callable[[], UUID],
    jobs: CollectedJobs,
) -> None:
    give_out("offer")
    ada, bob = (create_agent(name, is_present=True) for name in ("Ada", "Bob"))
    chat = wait()
    place = looks.conversation(chat).queued_at
    jobs.run()
    offers.decline(ada, chat, reason="Not my field")
    jobs.run()
    assert (asked(chat), looks.conversation(chat).queued_at) == (["Bob"], place)
    offers.decline(bob, chat, reason="")
    with pytest.raises(Conflict, match="nobody has it yet"):
        offers.accept(bob, chat)
    jobs.run()
    assert asked(chat) == []

    (*_, standing) = assignments_of(ada, chat).decisions
    assert standing.reason == "Everybody who could take it let it pass."
    for seconds, again in ((119, []), (1, ["Ada"])):
        frozen_clock.advance(seconds=seconds)
        forget_refusals()
        assign_waiting()
        assert asked(chat) == again
    declined = OfferAnswer.DECLINED
    assert answers(ada, chat) == [("Ada", declined, "Not my field"), ("Bob", declined, ""), ("Ada", None, "")]


def test_missed_goes_to_the_next_and_two_in_a_row_pause_the_agent(
    frozen_clock: FrozenClock,
    create_agent: Callable[..., AgentActor],
    wait: Callable[[], UUID],
    emitted: RecordingEmitter,
) -> None:
    give_out("offer", offer_s=30, misses_allowed=2)
    ada = create_agent("Ada", is_present=True)
    chat = wait()
    for _ in range(2):
        assign_waiting()
        frozen_clock.advance(seconds=29)
        offering.expire_late()
        assert asked(chat) == ["Ada"]
        frozen_clock.advance(seconds=1)
        offering.expire_late()
        assert asked(chat) == []
        frozen_clock.advance(seconds=120)
        forget_refusals()

    (told,) = emitted.payloads("/dashboard", "presence.changed")
    assert told["data"] == {
        "agent_id": str(ada.id),
        "availability": "busy",
        "is_present": True,
        "is_paused": True,
    }
    assert (people_for(ada).me.is_paused, assign_waiting()) == (True, 0)
    assert answers(ada, chat) == [("Ada", OfferAnswer.EXPIRED, "")] * 2
    set_availability(ada, Availability.ONLINE)
    assert (people_for(ada).me.is_paused, assign_waiting(), asked(chat)) == (False, 1, ["Ada"])


def test_an_accept_forgets_the_misses(
    frozen_clock: FrozenClock, create_agent: Callable[..., AgentActor], wait: Callable[[], UUID]
) -> None:
    give_out("offer", offer_s=30, misses_allowed=2)
    ada = create_agent("Ada", is_present=True)
    for is_missed in (True, False, True):
        chat = wait()
        assign_waiting()
        if is_missed:
            frozen_clock.advance(seconds=30)
            offering.expire_late()
        else:
            offers.accept(ada, chat)
    assert [colleague.availability for colleague in colleagues()] == [Availability.ONLINE]


def test_broadcast_goes_to_the_best_few_and_the_first_has_it(
    create_agent: Callable[..., AgentActor], wait: Callable[[], UUID], emitted: RecordingEmitter
) -> None:
    give_out("broadcast", broadcast_to=2)
    ada, bob, _ = (create_agent(name, is_present=True) for name in ("Ada", "Bob", "Cleo"))
    chat = wait()
    assign_waiting()
    assert asked(chat) == ["Ada", "Bob"]
    offers.accept(bob, chat)
    with pytest.raises(Conflict, match=r"^Taken by Bob\.$"):
        offers.accept(ada, chat)

    assert answers(ada, chat) == [("Ada", OfferAnswer.LOST, "Taken by Bob."), ("Bob", OfferAnswer.ACCEPTED, "")]
    (told,) = emitted.payloads("/dashboard", "conversation.assigned")
    assert (told["actor"]["name"], told["data"]["agent"]["name"]) == ("Bob", "Bob")


def accepting(racers: Sequence[AgentActor], chat: UUID) -> Callable[[int], int]:
    return lambda number: offers.accept(racers[number], chat)


def test_of_many_who_accept_at_once_one_has_it_and_the_others_are_told(
    create_agent: Callable[..., AgentActor], wait: Callable[[], UUID]
) -> None:
    give_out("broadcast", broadcast_to=RACERS)
    racers = [create_agent(f"Agent {number}", is_present=True, capacity=RACES) for number in range(RACERS)]
    chats = [wait() for _ in range(RACES)]
    assert assign_waiting() == RACES

    for chat in chats:
        found = at_once(RACERS, accepting(racers, chat))
        (winner,) = [racer for racer, came in zip(racers, found, strict=True) if not isinstance(came, Exception)]
        losers = [str(came) for came in found if isinstance(came, Exception)]
        assert losers == [f"Taken by {winner.name}."] * (RACERS - 1)
        assert looks.assignments(chat) == [(winner.id, 1, None)]
    loads = [row.load for row in looks.rows(Workload)]
    assert (sum(loads), loads) == (RACES, [looks.owned(racer.id) for racer in racers])


def test_offer_ends_when_the_conversation_goes_another_way(
    create_agent: Callable[..., AgentActor], wait: Callable[[], UUID]
) -> None:
    give_out("offer")
    ada, bob = create_agent("Ada", is_present=True), create_agent("Bob", capacity=1)
    taken, left, full = wait(), wait(), wait()
    assign_waiting()
    actions.take_over(bob, taken)
    actions.close(SYSTEM, left, reason="The customer left.")
    assert [looks.conversation(one).open_offers for one in (taken, left, full)] == [0, 0, 1]
    for one, why in ((taken, "Taken by Bob"), (left, "nobody needs to take it")):
        with pytest.raises(Conflict, match=why):
            offers.accept(ada, one)
    assert answers(ada, taken) == [("Ada", OfferAnswer.WITHDRAWN, "")]

    actions.transfer_to_agent(bob, taken, agent=ref(ada), reason="Yours.")
    for _ in range(3):
        actions.take_over(ada, wait())
    with pytest.raises(AgentFull):
        offers.accept(ada, full)
    assert asked(full) == ["Ada"]
    actions.resolve(ada, taken, outcome=Outcome.RESOLVED_BY_AGENT)
    offers.accept(ada, full)


def test_colleague_is_asked_first_and_it_stays_until_they_accept(
    create_agent: Callable[..., AgentActor], dummy_team: TeamRef, create_conversation: Callable[..., UUID]
) -> None:
    ada, boss = create_agent("Ada", teams=[dummy_team]), create_agent("Boss", is_present=True)
    gone, lou = create_agent("Gone"), create_agent("Lou", is_present=True)
    chat = create_conversation(status=Status.ASSIGNED, agent=ada)
    actions.transfer_to_team(ada, chat, team=dummy_team, reason="Ours.")
    actions.take_over(ada, chat)
    with pytest.raises(NotFound):
        must_see(lou, chat)

    def ask(agent: AgentActor) -> None:
        transfer(ada, Transfer(conversation_id=chat, agent_id=agent.id, is_warm=True, reason="Lamps."))

    with pytest.raises(Invalid, match="Gone is not there"):
        ask(gone)
    ask(lou)
    with pytest.raises(Conflict, match="Lou is asked already"):
        ask(boss)
    must_see(lou, chat)
    offers.decline(lou, chat, reason="Busy")
    assert (state_of(chat).status, state_of(chat).agent, asked(chat)) == (Status.ASSIGNED, ref(ada), [])
    ask(lou)
    with pytest.raises(Forbidden):
        offers.take_back(lou, chat)
    offers.take_back(ada, chat)
    ask(lou)
    offers.accept(lou, chat)

    assert (state_of(chat).agent, state_of(chat).team, asked(chat)) == (ref(lou), dummy_team, [])
    assert [reason for _, _, reason in answers(lou, chat)] == ["Busy", "", ""]
    assert [answer for _, answer, _ in answers(lou, chat)] == ["declined", "withdrawn", "accepted"]
    kind, written = looks.newest(chat)
    assert (kind, written["reason"], written["previous_agent"]["name"]) == ("conversation.transferred", "Lamps.", "Ada")
    with pytest.raises(InvalidTransition):
        offers.ask_colleague(SYSTEM, create_conversation(), agent=ref(lou), seconds=9, request="")


@action
def teach(agent: AgentActor, name: str) -> None:
    skill = Skill(name=name)
    current().add(skill)
    current().flush()
    current().add(AgentSkill(agent_id=agent.id, skill_id=skill.id, level=3))


def test_transfer_to_a_skill_goes_to_who_has_it(
    create_agent: Callable[..., AgentActor], create_conversation: Callable[..., UUID]
) -> None:
    ada = create_agent("Ada")
    create_agent("Able", is_present=True)
    lou = create_agent("Lou", is_present=True)
    teach(lou, "billing")
    chat = create_conversation(status=Status.ASSIGNED, agent=ada)
    with pytest.raises(Invalid, match="There is no skill"):
        transfer(ada, Transfer(conversation_id=chat, skill="sailing", reason="At sea."))
    transfer(ada, Transfer(conversation_id=chat, skill="billing", reason="An invoice."))
    assert (assign_waiting(), state_of(chat).agent) == (1, ref(lou))
