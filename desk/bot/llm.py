"""The responder that asks a language model for one typed decision, and streams its reply as it is written."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from desk.bot import summary, verdict
from desk.bot.breaker import Breaker
from desk.bot.chain import ABOUT_THE_ANSWER, Chain, Question, Reply
from desk.bot.decision import Answer, Decision, ResponderFailed
from desk.bot.offline import PROMPT as OFFLINE
from desk.bot.offline import OfflineResponder, in_pieces, small_talk
from desk.bot.offline import version as offline_version
from desk.bot.prompt_choice import prompt_in_use
from desk.bot.prompts import Prompt, PromptError
from desk.bot.toolbox import Toolbox, asked_of, listed, written
from desk.bot.verdict import Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desk.bot.budget import Payer
    from desk.bot.decision import Brief, Stream
    from desk.bot.history import Background
    from desk.bot.prompts import ChatMessage
    from desk.config import Settings
    from desk.record import Packet

PROMPT = "answer"
# How long staff may wait for a better packet than the one they have, in seconds.
SUMMARY_S = 2.0


class ModelResponder:
    """Asks the models that the settings name, and in the end, if the settings say so, the offline responder.

    Make one a process: it holds the connections and the breakers, and serves all threads.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        prompt_for: Callable[[str, str], Prompt] = prompt_in_use,
        make_breaker: Callable[[], Breaker] = Breaker,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._prompt_for = prompt_for
        self._clock = clock
        self._chain = Chain(settings, make_breaker=make_breaker, clock=clock)
        self._offline = OfflineResponder() if settings.bot_when_model_fails == "offline" else None
        self._toolbox = Toolbox.from_settings(settings)

    @classmethod
    def from_settings(cls, settings: Settings) -> ModelResponder:
        """Make the one of this process, which asks with the prompts that are in production."""
        return cls(settings)

    def respond(self, brief: Brief, stream: Stream) -> Answer:
        """Return the decision for a brief.

        Raises ResponderFailed with a kind for all that can go wrong with a model, within `bot_deadline_s` seconds
        whatever the servers do, and ResponderStopped at most a quarter of a second after the turn was superseded.
        """
        if (talk := small_talk(brief)) is not None:
            for piece in in_pieces(talk.reply):
                stream.say(piece)
            return Answer(talk, "offline", None, OFFLINE, offline_version(), first_token_ms=0)
        try:
            return self._asked(replace(brief, needs_source=not self._settings.bot_allow_unsourced), stream)
        except ResponderFailed as failure:
            if self._offline is None or stream.text or failure.kind in ABOUT_THE_ANSWER:
                raise
            return replace(self._offline.respond(brief, stream), attempts=failure.attempts)

    def _asked(self, brief: Brief, stream: Stream) -> Answer:
        """Ask until there is a decision: each use of a tool leads to another question, all within one time."""
        started = self._clock()
        ends_at = started + self._settings.bot_deadline_s
        replies: list[Reply[Decision | Wish]] = []
        while True:
            known = replace(brief, used=tuple(stream.used))
            known = replace(known, tools=self._toolbox.offered(known))
            prompt, reply = self._once(known, stream, ends_at, replies)
            replies.append(reply)
            match reply.output:
                case Wish() as wish:
                    decision = self._toolbox.serve(wish, known, stream, whole_s=ends_at - self._clock())
                case decision:
                    pass
            if decision is not None:
                return _answer(decision, replies, prompt, started)

    def _once(
        self, brief: Brief, stream: Stream, ends_at: float, before: list[Reply[Decision | Wish]]
    ) -> tuple[Prompt, Reply[Decision | Wish]]:
        """Ask once; a failure knows what was attempted before it, too."""
        prompt, messages = self._rendered(PROMPT, brief.locale, lambda prompt: _messages(prompt, brief))
        brief = replace(brief, instructions=_instructions(messages))
        try:
            reply: Reply[Decision | Wish] = self._chain.ask(
                Question(
                    prompt=asked_of(prompt, brief.tools),
                    messages=messages,
                    read=lambda text: verdict.decide(verdict.parse(text), brief),
                    payer=stream.payer,
                    first_token_s=self._settings.bot_first_token_s,
                    whole_s=ends_at - self._clock(),
                    show=lambda text: _show(text, brief, stream),
                    must_stop=stream.must_stop,
                )
            )
        except ResponderFailed as failure:
            failure.attempts = (*(attempt for reply in before for attempt in reply.attempts), *failure.attempts)
            raise
        return prompt, reply

    def _rendered(
        self, name: str, locale: str, render: Callable[[Prompt], list[ChatMessage]]
    ) -> tuple[Prompt, list[ChatMessage]]:
        """Return the prompt in use and its messages; one that cannot be rendered is a failure like any other."""
        try:
            prompt = self._prompt_for(name, locale)
            return prompt, render(prompt)
        except PromptError as error:
            raise ResponderFailed("prompt_broken", str(error)) from error

    def sum_up(self, known: Background, packet: Packet, payer: Payer) -> Packet:
        """Return a better packet than rules make, within SUMMARY_S seconds.

        Raises ResponderFailed when there is none: the first one stands.
        """
        prompt, messages = self._rendered(
            summary.PROMPT, known.brief.locale, lambda prompt: summary.messages_for(prompt, known.brief, packet)
        )
        question = Question(
            prompt=prompt,
            messages=messages,
            read=summary.parse,
            payer=payer,
            first_token_s=SUMMARY_S,
            whole_s=SUMMARY_S,
        )
        note = self._chain.ask(question).output
        return summary.better(packet, note, known.brief, prompt=f"{prompt.name} @ {prompt.version}")


def _answer(decision: Decision, replies: list[Reply[Decision | Wish]], prompt: Prompt, started: float) -> Answer:
    last = replies[-1]
    first = last.heard.first_token_at
    return Answer(
        decision,
        "model",
        last.heard.model or last.model.provider.model,
        prompt.name,
        prompt.version,
        first_token_ms=None if first is None else round((first - started) * 1000),
        tokens_in=_sum(reply.heard.tokens_in for reply in replies),
        tokens_out=_sum(reply.heard.tokens_out for reply in replies),
        parameters=last.model.parameters(prompt),
        attempts=tuple(attempt for reply in replies for attempt in reply.attempts),
    )


def _sum(counts: Iterable[int | None]) -> int | None:
    """Add up what servers counted; None where none of them did."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _instructions(messages: list[ChatMessage]) -> str:
    return "\n".join(str(message["content"]) for message in messages if message["role"] == "system")


def _messages(prompt: Prompt, brief: Brief) -> list[ChatMessage]:
    return prompt.render(
        site=brief.site,
        question=brief.question,
        history=[{"speaker": line.speaker, "text": line.text} for line in brief.history],
        passages=[{"slug": p.slug, "title": p.title, "text": p.text} for p in brief.passages],
        locale=brief.locale,
        page=brief.page,
        human_can_come=brief.human_can_come,
        has_offered=brief.has_offered,
        tools=listed(brief.tools),
        results=[{"tool": used.tool, "arguments": written(used.given), "text": used.text} for used in brief.used],
    )


def _show(text: str, brief: Brief, stream: Stream) -> bool:
    """Show the customer what is new of the reply; say whether they have seen any of it."""
    shown = "".join(stream.text)
    reply = verdict.reply_so_far(text, brief)
    if len(reply) > len(shown) and reply.startswith(shown):
        stream.say(reply[len(shown) :])
    return bool(stream.text)
