"""Which responder answers: the model when one is configured, else the built-in offline one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.bot import phrases, wording
from desk.bot.decision import Answer, Decision
from desk.bot.offline import OfflineResponder
from desk.vocabulary import BotDecision, EscalationReason

if TYPE_CHECKING:
    from desk.bot.decision import Brief, Responder, Stream
    from desk.bot.tool_call import Caller
    from desk.config import Settings


class AbsentResponder:
    """For a desk whose bot is switched off: what still reaches it goes to people at once."""

    def respond(self, brief: Brief, stream: Stream) -> Answer:
        """Pass the conversation on, whatever it is about."""
        del stream
        decision = Decision(
            kind=BotDecision.ESCALATE,
            reply=wording.passed_on("", human_can_come=brief.human_can_come),
            confidence=1.0,
            reason="The assistant is switched off.",
            escalation=EscalationReason.POLICY_RESTRICTION,
        )
        return Answer(decision, "offline", None, "switched-off", "1")


def responder_for(settings: Settings) -> Responder:
    """Return what answers, as the settings say."""
    if not settings.bot_enabled:
        return AbsentResponder()
    phrases.prepare()
    if not settings.is_model_configured:
        return OfflineResponder()
    from desk.bot.llm import ModelResponder  # noqa: PLC0415  40 MB that the offline desk does not need

    return ModelResponder.from_settings(settings)


def caller_for(settings: Settings) -> Caller | None:
    """Return what calls the operator's tools; None where there are none, and no client is loaded."""
    if not settings.bot_tools:
        return None
    from desk.bot.tool_call import Caller  # noqa: PLC0415  its client is large, and few desks have tools

    return Caller(settings.tool_hosts)
