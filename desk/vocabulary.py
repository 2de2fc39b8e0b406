"""The desk's closed lists of words: what is stored, sent and shown uses exactly these."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Status(StrEnum):
    """Who is responsible for a conversation now."""

    BOT = "bot"
    QUEUED = "queued"
    ASSIGNED = "assigned"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"
    CLOSED = "closed"


class AuthorKind(StrEnum):
    """Who wrote a message or did something."""

    CUSTOMER = "customer"
    AGENT = "agent"
    BOT = "bot"
    SYSTEM = "system"
    API = "api"


class EscalationReason(StrEnum):
    """Why responsibility passed from the bot to people."""

    CUSTOMER_REQUEST = "customer_request"
    RULE = "rule"
    SENSITIVE_TOPIC = "sensitive_topic"
    FRUSTRATION = "frustration"
    REPETITION = "repetition"
    NOT_HELPFUL = "not_helpful"
    LOW_CONFIDENCE = "low_confidence"
    MISSING_KNOWLEDGE = "missing_knowledge"
    UNSUPPORTED_REQUEST = "unsupported_request"
    POLICY_RESTRICTION = "policy_restriction"
    TOOL_FAILURE = "tool_failure"
    BOT_ERROR = "bot_error"
    TURN_LIMIT = "turn_limit"
    USAGE_LIMIT = "usage_limit"
    UNCLASSIFIED = "unclassified"


class Outcome(StrEnum):
    """How an episode ended; exactly one per ended episode."""

    RESOLVED_BY_BOT = "resolved_by_bot"
    RESOLVED_BY_BOT_ASSUMED = "resolved_by_bot_assumed"
    RESOLVED_BY_AGENT = "resolved_by_agent"
    ABANDONED_IN_QUEUE = "abandoned_in_queue"
    ABANDONED_IN_CHAT = "abandoned_in_chat"
    UNANSWERED = "unanswered"
    LEFT_EMAIL = "left_email"
    SPAM = "spam"
    MERGED = "merged"


class Availability(StrEnum):
    """What an agent chose; presence (live sockets) is observed apart from it."""

    ONLINE = "online"
    BUSY = "busy"
    AWAY = "away"
    OFFLINE = "offline"


class BotDecision(StrEnum):
    """What the bot decided to do with a turn; never read out of its text."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    OFFER = "offer"
    ESCALATE = "escalate"
    RESOLVE = "resolve"


class ActionStatus(StrEnum):
    """Where the use of a tool stands. Reads begin at their end; what changes something is proposed first."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class EndReason(StrEnum):
    """Why an assignment ended."""

    TRANSFERRED = "transferred"
    TAKEN_OVER = "taken_over"
    REQUEUED = "requeued"
    HANDED_BACK = "handed_back"
    RESOLVED = "resolved"
    CLOSED = "closed"


class OfferKind(StrEnum):
    """To whom a conversation is offered: the best, the best few, or the colleague whom its agent asks."""

    OFFER = "offer"
    BROADCAST = "broadcast"
    TRANSFER = "transfer"


class OfferAnswer(StrEnum):
    """How an offer ended; lost: somebody else was quicker, withdrawn: the conversation went another way."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class Priority(IntEnum):
    """How soon somebody is needed: who has the lower number comes first, whatever the time."""

    URGENT = 1
    HIGH = 2
    NORMAL = 3
    LOW = 4


class WhyWorse(StrEnum):
    """Why a waiting customer stands further back, or waits longer, than they were told."""

    URGENT = "urgent"
    RETURNED = "returned"
    FEWER_AGENTS = "fewer_agents"
    LONGER = "longer"


class PromiseEnd(StrEnum):
    """What came of the wait that a customer was promised; who left the queue before its end was promised nothing."""

    KEPT = "kept"
    BROKEN = "broken"
    LEFT = "left"


class RevisionKind(StrEnum):
    """What is kept in versions of who works here and how conversations are given out."""

    AGENT = "agent"
    TEAM = "team"
    SKILLS = "skills"
    POLICY = "policy"
    RULES = "rules"
