"""The wordings that the policy knows: requests for a person, sensitive topics, anger, small talk. Pure tables."""

from desk.bot.phrases.courtesies import BYE, HELLO, NO, NOT_SOLVED, SOLVED, THANKS, WHO_ARE_YOU, YES
from desk.bot.phrases.moods import ANGER, NOT_HELPFUL
from desk.bot.phrases.reading import Reading, plain, read
from desk.bot.phrases.requests import Wish, direct, indirect, prepare
from desk.bot.phrases.sensitive import SENSITIVE

__all__ = [
    "ANGER",
    "BYE",
    "HELLO",
    "NO",
    "NOT_HELPFUL",
    "NOT_SOLVED",
    "SENSITIVE",
    "SOLVED",
    "THANKS",
    "WHO_ARE_YOU",
    "YES",
    "Reading",
    "Wish",
    "direct",
    "indirect",
    "plain",
    "prepare",
    "read",
]
