"""Writing the result of a turn, in one transaction, if it is still wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from desk import clock
from desk.actors import BotActor
from desk.bot import tool_runs
from desk.bot.decision import OK
from desk.bot.leases import locked_turn
from desk.bot.lines import line_for
from desk.bot.models import TurnStatus
from desk.bot.packet import packet_for
from desk.conversations import actions
from desk.conversations.access import conversation_for
from desk.conversations.messages import BotExtras, post
from desk.conversations.queries import episode_of
from desk.record import HowAnswered, ScoredSource, Source, ToolUse
from desk.unit_of_work import action
from desk.vocabulary import BotDecision, EscalationReason, Outcome, Status

if TYPE_CHECKING:
    from desk.bot.decision import Answer, Decision, Used
    from desk.bot.history import Background
    from desk.bot.leases import Lease
    from desk.conversations.models import Conversation


@dataclass(frozen=True, slots=True)
class Result:
    """What a turn came to, and on what it was based."""

    lease: Lease
    known: Background
    answer: Answer
    total_ms: int
    is_stopped: bool
    used: tuple[Used, ...] = ()


@action
def finish(result: Result) -> bool:
    """Write the result; False, and nothing is said, when the world has moved on.

    It must still be our lease, the bot must still be responsible, and the customer must not have
    written since.
    """
    lease = result.lease
    actor = BotActor(lease.turn_id, result.known.bot_name)
    conversation = conversation_for(actor, lease.conversation_id, lock=True)
    turn = locked_turn(lease)
    if turn is None:
        return False
    turn.ended_at = clock.now()
    if not _is_wanted(conversation, result):
        turn.status = TurnStatus.SUPERSEDED
        return False
    how = _how(result)
    turn.status, turn.how = TurnStatus.DONE, how.model_dump(mode="json")
    if result.answer.decision.escalation is EscalationReason.BOT_ERROR:
        turn.status, turn.error = TurnStatus.FAILED, result.answer.decision.evidence
    _act(conversation, actor, result, how)
    return True


def _is_wanted(conversation: Conversation, result: Result) -> bool:
    """The newest message must be the one that was read, and the one that this turn owes an answer to.

    Nobody may have had the conversation in between: who took it over and gave it back has perhaps answered.
    """
    known, asked = result.known, result.lease.in_reply_to_seq
    is_mine = conversation.status is Status.BOT and conversation.status_since == known.status_since
    return is_mine and asked == known.last_customer_seq == conversation.last_customer_seq


def _act(conversation: Conversation, actor: BotActor, result: Result, how: HowAnswered) -> None:
    """Do what was decided; the kind alone says what, never the text."""
    decision = result.answer.decision
    episode = episode_of(conversation)
    episode.bot_turns += 1
    episode.has_offered = episode.has_offered or decision.kind is BotDecision.OFFER
    _say(conversation, actor, result, how)
    tool_runs.record(conversation, actor, result.used)
    match decision.kind:
        case BotDecision.ESCALATE:
            packet = packet_for(
                result.known.brief,
                reason=decision.escalation or EscalationReason.UNCLASSIFIED,
                evidence=decision.evidence or decision.reason,
                email=result.known.customer_email,
                tools=tool_runs.used_in(conversation),
            )
            actions.escalate(actor, conversation.id, packet=packet, how=how)
        case BotDecision.RESOLVE:
            actions.resolve(actor, conversation.id, outcome=Outcome.RESOLVED_BY_BOT)
        case _:
            return


def _say(conversation: Conversation, actor: BotActor, result: Result, how: HowAnswered) -> None:
    decision = result.answer.decision
    text = line_for(decision, human_can_come=result.known.brief.human_can_come)
    if not text:
        return
    is_handoff = decision.kind is BotDecision.ESCALATE
    extras = BotExtras(
        sources=_used(decision, result.known),
        choices=decision.choices,
        how=how,
        in_reply_to_seq=None if is_handoff else result.lease.in_reply_to_seq,
        is_stopped=result.is_stopped,
    )
    post(conversation, actor, client_id=_client_id(result), text=text, extras=extras)


def _client_id(result: Result) -> UUID:
    """A turn says one thing for each lease it was given."""
    return uuid5(result.lease.turn_id, str(result.lease.token))


def _used(decision: Decision, known: Background) -> tuple[Source, ...]:
    titles = {passage.slug: passage.title for passage in known.brief.passages}
    return tuple(
        Source(slug=slug, title=titles[slug], url=f"/help/{slug}") for slug in decision.sources if slug in titles
    )


def _how(result: Result) -> HowAnswered:
    answer, decision = result.answer, result.answer.decision
    return HowAnswered(
        turn_id=result.lease.turn_id,
        responder=answer.responder,
        model=answer.model,
        prompt=answer.prompt,
        prompt_version=answer.prompt_version,
        decision=decision.kind,
        confidence=decision.confidence,
        reason=decision.reason,
        sources=_scored(result),
        first_token_ms=answer.first_token_ms,
        total_ms=result.total_ms,
        tokens_in=answer.tokens_in,
        tokens_out=answer.tokens_out,
        category=decision.escalation,
        rule=decision.rule,
        evidence=decision.evidence,
        parameters=answer.parameters,
        cost=sum(attempt.cost or 0 for attempt in answer.attempts) or None,
        attempts=answer.attempts,
        tools=tuple(_told(used, decision) for used in result.used),
    )


def _told(used: Used, decision: Decision) -> ToolUse:
    is_used = used.outcome == OK and used.source in decision.sources
    return ToolUse(name=used.tool, arguments=dict(used.arguments), outcome=used.outcome, ms=used.ms, is_used=is_used)


def _scored(result: Result) -> tuple[ScoredSource, ...]:
    """Every retrieved article once, with its best passage's score and whether it was used."""
    best: dict[str, ScoredSource] = {}
    for passage in result.known.brief.passages:
        if passage.slug not in best or passage.score > best[passage.slug].score:
            best[passage.slug] = ScoredSource(
                slug=passage.slug,
                title=passage.title,
                url=f"/help/{passage.slug}",
                score=round(passage.score, 3),
                is_used=passage.slug in result.answer.decision.sources,
            )
    return tuple(best.values())
