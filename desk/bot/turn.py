"""One turn of the bot: lease and read, ask without a transaction, write if it is still wanted."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import structlog

from desk.actors import BotActor
from desk.bot import leases
from desk.bot.budget import Payer
from desk.bot.decision import Answer, Decision, ResponderFailed, ResponderStopped, Stream
from desk.bot.history import PASSAGES, background
from desk.bot.keeper import keeper
from desk.bot.lines import HANDED_BACK, failure_line, limit_line
from desk.bot.meaning import understood
from desk.bot.models import TurnStatus
from desk.bot.policy import first_look
from desk.bot.precedence import precedence
from desk.bot.result import Result, finish
from desk.bot.spending import OVER_CAP
from desk.bot.wording import said
from desk.events import MessageStreaming
from desk.unit_of_work import tell
from desk.vocabulary import BotDecision, EscalationReason

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from desk.bot.decision import Responder
    from desk.bot.history import Background
    from desk.bot.keeper import Watch
    from desk.bot.leases import Lease

log = structlog.get_logger(__name__)

STOPPED = "Stopped. Ask me something else, or talk to a person."


def run(turn_id: UUID, responder: Responder, *, turn_limit: int) -> None:
    """Work on one turn, if it is still owed and nobody else does; then on what waits behind it."""
    _work_off(lambda: leases.take(turn_id), responder, turn_limit=turn_limit)


def answer_waiting(conversation_id: UUID, responder: Responder, *, turn_limit: int) -> None:
    """Work on the turn that waits in a conversation, if nobody does yet; then on what waits behind it."""
    _work_off(lambda: leases.take_waiting(conversation_id), responder, turn_limit=turn_limit)


def _work_off(take: Callable[[], Lease | None], responder: Responder, *, turn_limit: int) -> None:
    begun = _begin(take, turn_limit)
    while begun is not None:
        lease, known = begun
        with keeper.holding(lease) as watch:
            _work(lease, known, watch, responder)
        # Asked first: on SQLite a lease that finds nothing would hold up every other writer.
        is_more = leases.waiting_turn(lease.conversation_id) is not None
        begun = _begin(partial(leases.take_waiting, lease.conversation_id), turn_limit) if is_more else None


def _begin(take: Callable[[], Lease | None], turn_limit: int) -> tuple[Lease, Background] | None:
    with precedence.reading():
        lease = take()
        if lease is None:
            return None
        # What was tried too often is passed on without the knowledge base: that may be what fails.
        passages = 0 if lease.attempt > leases.ATTEMPTS else PASSAGES
        return lease, background(lease.conversation_id, turn_limit=turn_limit, passages=passages)


def _work(lease: Lease, known: Background, watch: Watch, responder: Responder) -> None:
    if not known.is_owed or known.last_customer_seq != lease.in_reply_to_seq:
        leases.end(lease, TurnStatus.SUPERSEDED)
        return
    started = time.monotonic()
    piece = Pieces(lease, known.bot_name)
    payer = Payer(lease.turn_id, lease.conversation_id, known.customer_id)
    stream = Stream(write=piece.write, must_stop=watch.must_stop, payer=payer)
    # What was tried too often has no passages, and gets none.
    known, before = understood(known, payer) if lease.attempt <= leases.ATTEMPTS else (known, ())
    try:
        answer = _answer(lease, known, stream, responder)
    except ResponderStopped:
        if watch.is_superseded:
            piece.drop()
            leases.end(lease, TurnStatus.SUPERSEDED)
            return
        answer = _stopped(stream)
    result = Result(
        lease=lease,
        known=known,
        answer=replace(answer, attempts=(*before, *answer.attempts)),
        total_ms=round((time.monotonic() - started) * 1000),
        is_stopped=watch.is_stopped,
        used=tuple(stream.used),
    )
    precedence.give_way()
    if not finish(result):
        piece.drop()


def _answer(lease: Lease, known: Background, stream: Stream, responder: Responder) -> Answer:
    """Ask the rules first, then the responder; every failure becomes a hand-off."""
    if lease.attempt > leases.ATTEMPTS:
        return _failed(known, ResponderFailed("given_up", f"{leases.ATTEMPTS} attempts ended without a result"))
    early = first_look(known.brief)
    if early is not None:
        return Answer(_unless_handed_back(early, known), "offline", None, "policy", "1")
    try:
        return responder.respond(known.brief, stream)
    except ResponderFailed as failure:
        if stream.must_stop():  # what failed was not wanted any more
            raise ResponderStopped from failure
        log.warning("bot_turn_failed", turn_id=str(lease.turn_id), kind=failure.kind)
        return _failed(known, failure)


def _unless_handed_back(early: Decision, known: Background) -> Decision:
    """What went to people for these very words came back from them: it would go to and fro for ever."""
    if early.kind is not BotDecision.ESCALATE or not known.is_handed_back:
        return early
    why = f"handed back by staff; before that: {early.reason}"
    line = said(HANDED_BACK, known.brief.locale)
    return Decision(BotDecision.CLARIFY, line, 1.0, why, evidence=early.evidence, rule="handed_back")


def _failed(known: Background, failure: ResponderFailed) -> Answer:
    is_spent = failure.kind == OVER_CAP
    line = limit_line if is_spent else failure_line
    decision = Decision(
        kind=BotDecision.ESCALATE,
        reply=line(human_can_come=known.brief.human_can_come, language=known.brief.locale),
        confidence=0.0,
        reason=f"The assistant failed ({failure.kind}).",
        escalation=EscalationReason.USAGE_LIMIT if is_spent else EscalationReason.BOT_ERROR,
        evidence=str(failure)[:300],
        rule=failure.kind,
    )
    return Answer(decision, "offline", None, "failure", "1", attempts=failure.attempts)


def _stopped(stream: Stream) -> Answer:
    """Keep what the customer saw before they stopped it."""
    text = "".join(stream.text).strip() or STOPPED
    decision = Decision(kind=BotDecision.ANSWER, reply=text, confidence=0.0, reason="The customer stopped the answer.")
    return Answer(decision, "offline", None, "stopped", "1")


class Pieces:
    """Tells the browsers what has been written so far, piece by piece."""

    def __init__(self, lease: Lease, bot_name: str) -> None:
        self._lease = lease
        self._actor = BotActor(lease.turn_id, bot_name)
        self._offset = 0

    def write(self, text: str) -> None:
        """Send a further piece."""
        self._tell(text, is_dropped=False)
        self._offset += len(text)

    def drop(self) -> None:
        """Take back what was shown: another answer, or a human, comes instead."""
        if self._offset:
            self._tell("", is_dropped=True)

    def _tell(self, text: str, *, is_dropped: bool) -> None:
        event = MessageStreaming(
            turn_id=self._lease.turn_id,
            attempt=self._lease.attempt,
            offset=self._offset,
            text=text,
            is_dropped=is_dropped,
        )
        tell(event, conversation_id=self._lease.conversation_id, actor=self._actor)
