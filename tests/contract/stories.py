"""Stories that together announce every durable event: each tells of one conversation, by the real actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from desk import clock
from desk.actors import Actor, AgentActor, BotActor, CustomerActor
from desk.assignment import offering
from desk.assignment.engine import assign_waiting
from desk.bot.decision import PROPOSED, Brief, Decision, Stream, Used
from desk.bot.handoff import request_human, return_to_bot
from desk.bot.summaries import Owed, replace_packet
from desk.bot.tool_runs import actions_of, approve, reject
from desk.conversations import actions, offers
from desk.conversations.access import conversation_for
from desk.conversations.identity import identify
from desk.conversations.messages import mark_read_by_customer, mark_read_by_staff, post_note
from desk.conversations.queries import state_of
from desk.conversations.reply import leave_email
from desk.conversations.routing import prioritise
from desk.customers.identity import Identity
from desk.ids import uuid7
from desk.staff.presence import arrive
from desk.unit_of_work import action
from desk.vocabulary import BotDecision, EscalationReason, OfferKind, Outcome, Priority
from desk.wire import TeamRef
from tests.doubles import CollectedJobs, ScriptedResponder, decision
from tests.people import PACKET, SYSTEM, ref
from workers.upkeep import keep_promises, wake_snoozed, watch_silence


@dataclass
class Cast:
    """Who takes part; `conversation_id` was opened just now with a question, or without one.

    The customer becomes another when the site says who they are.
    """

    conversation_id: UUID
    customer: CustomerActor
    agent: AgentActor
    colleague: AgentActor
    supervisor: AgentActor
    team: TeamRef
    jobs: CollectedJobs
    responder: ScriptedResponder
    pass_time: Callable[[timedelta], object]

    def say(self, actor: Actor, text: str) -> None:
        actions.post_message(actor, self.conversation_id, client_id=uuid7(), text=text)

    def note(self, text: str) -> None:
        post_note(self.agent, self.conversation_id, client_id=uuid7(), text=text)

    def take(self) -> None:
        actions.take_over(self.agent, self.conversation_id)


# A story yields wherever a client might have taken its snapshot.
Story = Callable[[Cast], Iterator[None]]


def bot_answers_and_resolves(cast: Cast) -> Iterator[None]:
    cast.jobs.run()
    yield
    mark_read_by_customer(cast.customer, cast.conversation_id, seq=3)
    yield
    cast.responder.will(decision(BotDecision.RESOLVE, "Glad to help."))
    cast.say(cast.customer, "Thank you,\n  that was all 🙂")
    yield
    cast.jobs.run()
    yield
    actions.rate(cast.customer, cast.conversation_id, score=5, comment="Quick")
    yield


def bot_escalates_and_an_agent_is_found(cast: Cast) -> Iterator[None]:
    cast.responder.will(
        decision(BotDecision.ESCALATE, "", escalation=EscalationReason.MISSING_KNOWLEDGE, evidence="parcel")
    )
    cast.jobs.run()
    yield
    assign_waiting()
    yield
    mark_read_by_staff(cast.agent, cast.conversation_id, seq=4)
    yield
    cast.say(cast.agent, "word " * 60)
    yield
    actions.resolve(cast.agent, cast.conversation_id, outcome=Outcome.RESOLVED_BY_AGENT)
    yield


def bot_escalates_and_sums_up_what_it_knows(cast: Cast) -> Iterator[None]:
    request_human(cast.customer, cast.conversation_id)
    yield
    owed = Owed(uuid7(), cast.conversation_id, episode_number=1)
    first = state_of(cast.conversation_id).packet
    assert first is not None
    better = first.model_copy(update={"goal": "Wants to know where the parcel is", "mood": "calm", "made_by": "model"})
    replace_packet(owed, first, better, by=BotActor(owed.id))
    yield
    cast.take()
    yield


def bot_prepares_and_an_agent_decides(cast: Cast) -> Iterator[None]:
    def prepare(brief: Brief, stream: Stream) -> Decision:
        stream.used += [Used(tool, {}, {"order": "42"}, PROPOSED, "", description="Undoes it.") for tool in ("a", "b")]
        return decision(BotDecision.ESCALATE, "", escalation=EscalationReason.UNSUPPORTED_REQUEST)

    cast.responder.will(prepare)
    cast.jobs.run()
    yield
    cast.take()
    yield
    first, second = actions_of(cast.agent, cast.conversation_id).actions
    reject(cast.agent, cast.conversation_id, action_id=first.id, client_id=uuid7(), reason="Too late")
    yield
    approve(cast.agent, cast.conversation_id, action_id=second.id, client_id=uuid7())
    yield
    cast.jobs.run()
    yield


def customer_asks_for_a_person_and_leaves(cast: Cast) -> Iterator[None]:
    request_human(cast.customer, cast.conversation_id)
    yield
    actions.close(cast.customer, cast.conversation_id, reason="The customer left.")
    yield


def agent_takes_over_notes_and_snoozes(cast: Cast) -> Iterator[None]:
    cast.take()
    yield
    cast.note("Asked the depot")
    yield
    mark_read_by_staff(cast.agent, cast.conversation_id, seq=4)
    yield
    actions.snooze(cast.agent, cast.conversation_id, until=clock.now() + timedelta(minutes=20))
    yield
    cast.note("Still nothing")
    yield
    cast.pass_time(timedelta(minutes=30))
    wake_snoozed()
    yield
    cast.say(cast.agent, "It comes on Monday.")
    yield


def snoozed_customer_writes(cast: Cast) -> Iterator[None]:
    cast.take()
    cast.say(cast.agent, "I look it up.")
    yield
    actions.snooze(cast.agent, cast.conversation_id, until=clock.now() + timedelta(hours=1))
    yield
    cast.say(cast.customer, "Any news?")
    yield
    mark_read_by_staff(cast.agent, cast.conversation_id, seq=7)
    yield


def conversation_is_passed_around(cast: Cast) -> Iterator[None]:
    cast.take()
    actions.transfer_to_agent(cast.agent, cast.conversation_id, agent=ref(cast.colleague), reason="Lamps.")
    yield
    actions.transfer_to_team(cast.colleague, cast.conversation_id, team=cast.team, reason="Parcels.")
    yield
    actions.take_over(cast.supervisor, cast.conversation_id)
    yield
    actions.requeue(cast.supervisor, cast.conversation_id, reason="Lunch.")
    yield
    prioritise(cast.supervisor, cast.conversation_id, priority=Priority.HIGH, reason="An old customer.")
    yield
    actions.assign(cast.supervisor, cast.conversation_id, agent=ref(cast.agent))
    cast.pass_time(timedelta(minutes=6))
    watch_silence()
    yield


def agent_hands_back_to_the_bot(cast: Cast) -> Iterator[None]:
    actions.escalate(SYSTEM, cast.conversation_id, packet=PACKET)
    cast.take()
    yield
    actions.hand_back(cast.agent, cast.conversation_id, reason="Simple.")
    yield
    cast.jobs.run()
    yield


def resolved_conversation_goes_on(cast: Cast) -> Iterator[None]:
    cast.take()
    actions.resolve(cast.agent, cast.conversation_id, outcome=Outcome.RESOLVED_BY_AGENT)
    actions.rate(cast.customer, cast.conversation_id, score=2, comment="")
    yield
    cast.say(cast.customer, "It did not come")
    yield
    actions.resolve(SYSTEM, cast.conversation_id, outcome=Outcome.RESOLVED_BY_BOT_ASSUMED)
    yield
    actions.take_over(cast.colleague, cast.conversation_id)
    yield
    cast.say(cast.colleague, "I am so sorry")
    yield


def resolved_conversation_is_closed(cast: Cast) -> Iterator[None]:
    actions.resolve(SYSTEM, cast.conversation_id, outcome=Outcome.SPAM)
    yield
    actions.close(cast.supervisor, cast.conversation_id, reason="Spam.")
    yield
    actions.rate(cast.customer, cast.conversation_id, score=1, comment="Rude")
    yield


def bot_offers_and_the_customer_takes_a_person(cast: Cast) -> Iterator[None]:
    cast.responder.will(decision(BotDecision.OFFER, "Shall a person help?", choices=("Yes", "No")))
    cast.jobs.run()
    yield
    cast.say(cast.customer, "What about the other one?")
    request_human(cast.customer, cast.conversation_id)
    yield
    cast.jobs.run()
    yield


def offers_pass_until_one_is_accepted(cast: Cast) -> Iterator[None]:
    actions.escalate(SYSTEM, cast.conversation_id, packet=PACKET)
    yield
    offer(cast, cast.agent, cast.colleague)
    yield
    offers.decline(cast.agent, cast.conversation_id, reason="Busy")
    yield
    cast.pass_time(timedelta(minutes=1))
    offering.expire_late()
    yield
    offer(cast, cast.agent, cast.colleague)
    yield
    offers.accept(cast.colleague, cast.conversation_id)
    yield


@action
def offer(cast: Cast, *agents: AgentActor) -> None:
    """Offer the conversation, as the engine does."""
    conversation = conversation_for(SYSTEM, cast.conversation_id, lock=True)
    asked = [ref(agent) for agent in agents]
    offers.offer(SYSTEM, conversation, agents=asked, kind=OfferKind.BROADCAST, seconds=30)


def colleague_is_asked_first(cast: Cast) -> Iterator[None]:
    cast.take()
    for agent in (cast.agent, cast.colleague):
        arrive(agent.id, f"own {agent.id}", lease_s=3600)

    def ask() -> None:
        offering.ask_colleague(cast.agent, cast.conversation_id, agent=ref(cast.colleague), request="Lamps?")

    ask()
    yield
    offers.take_back(cast.agent, cast.conversation_id)
    yield
    ask()
    yield
    offers.accept(cast.colleague, cast.conversation_id)
    yield
    offering.ask_colleague(cast.colleague, cast.conversation_id, agent=ref(cast.agent), request="")
    yield
    actions.resolve(cast.colleague, cast.conversation_id, outcome=Outcome.RESOLVED_BY_AGENT)
    yield


def customer_waits_in_vain_and_goes_back_to_the_bot(cast: Cast) -> Iterator[None]:
    request_human(cast.customer, cast.conversation_id)
    yield
    leave_email(cast.customer, cast.conversation_id, email="mia@example.com")
    yield
    cast.pass_time(timedelta(minutes=30))
    keep_promises()
    yield
    return_to_bot(cast.customer, cast.conversation_id)
    yield
    cast.say(cast.customer, "Then you, please")
    cast.jobs.run()
    yield


def site_says_who_the_customer_is(cast: Cast) -> Iterator[None]:
    said = Identity(sub=str(uuid7()), name="Ada Lovelace", attributes={"plan": "gold"})
    cast.customer = identify(cast.customer, cast.customer.inbox_id, said)
    yield
    cast.say(cast.customer, "Now you know me")
    request_human(cast.customer, cast.conversation_id)
    yield
    identify(None, cast.customer.inbox_id, said.model_copy(update={"name": "Ada King", "attributes": {}}))
    yield


STORIES: tuple[Story, ...] = (
    bot_answers_and_resolves,
    bot_escalates_and_an_agent_is_found,
    bot_escalates_and_sums_up_what_it_knows,
    bot_prepares_and_an_agent_decides,
    customer_asks_for_a_person_and_leaves,
    agent_takes_over_notes_and_snoozes,
    snoozed_customer_writes,
    conversation_is_passed_around,
    agent_hands_back_to_the_bot,
    resolved_conversation_goes_on,
    resolved_conversation_is_closed,
    bot_offers_and_the_customer_takes_a_person,
    offers_pass_until_one_is_accepted,
    colleague_is_asked_first,
    customer_waits_in_vain_and_goes_back_to_the_bot,
    site_says_who_the_customer_is,
)
