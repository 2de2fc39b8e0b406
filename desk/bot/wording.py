"""What the bot says in its own words: short, true, and never a promise that nobody keeps.

Every line is written in English here; desk/bot/translations.py holds it in other languages.
"""

from __future__ import annotations

from desk.bot.translations import TRANSLATIONS

HELLO = "Hello! I am the automatic assistant of {site}. What would you like to know?"
THANKS = "You are welcome. Is there anything else?"
BYE = "Thank you for writing. You can come back to this chat at any time."
SOLVED = "Good to hear. I will close this for now; write again whenever you need us."
DECLINED = "All right. What else would you like to know?"
WHO = "I am an automatic assistant, not a person. You can ask for a person at any time."

CLARIFY = "I am not sure which of these you mean. Pick one, or tell me a little more."
TELL_MORE = "I am sorry that this was not it. Could you say in other words what you need?"

PASSED_ON = "I am passing you on to a person now. They can read what we wrote, so you need not repeat it."
PASSED_ON_AWAY = (
    "I have passed this on to our team. Nobody is here at the moment; they will answer in this chat as soon as they "
    "can. If you would rather be reached by e-mail, write your address here: they will see it."
)
ASKED_FOR = "Of course. "
SENSITIVE = "This is something a person should look at. "
SORRY = "I am sorry about this. "
UNKNOWN = "I have found nothing about this that I could tell you with confidence. "
FAILED = "I am sorry, something went wrong on my side. "
PREPARED = "A person has to confirm this before it is done. "
ENOUGH = "A person can help you better from here. "

OFFER = "Would you like me to pass you on to a person?"
OFFER_AWAY = "Nobody from our team is here at the moment. Shall I pass this on, so that a person answers later?"
YES_PERSON = "Yes, pass me on to a person"
NO_PERSON = "No, thanks"


def said(line: str, language: str = "en") -> str:
    """Return one of the lines above in a language (`de` or `de-AT`), in English where it is not translated."""
    return TRANSLATIONS.get(language[:2].lower(), {}).get(line, line)


def in_all_languages(line: str) -> frozenset[str]:
    """Return a line in every language it is said in."""
    return frozenset({line, *(lines[line] for lines in TRANSLATIONS.values() if line in lines)})


def passed_on(opening: str, *, human_can_come: bool, language: str = "en") -> str:
    """Return the line with which a conversation goes to people; it says so when nobody is there."""
    return said(opening, language) + said(PASSED_ON if human_can_come else PASSED_ON_AWAY, language)


def offer(opening: str, *, human_can_come: bool, language: str = "en") -> str:
    """Return the question whether a person shall come, true to who is there."""
    return said(opening, language) + said(OFFER if human_can_come else OFFER_AWAY, language)
