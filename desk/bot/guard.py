"""What a model may not say, whoever told it to: checked by rules, while it writes and before it is posted. Pure."""

# ruff: noqa: E501  a pattern is read as one line

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from desk.bot.decision import OK
from desk.bot.prompts import PROMPTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.bot.decision import Brief

# So many words in a row as they stand in a prompt are no chance.
QUOTED = 6

_DOMAINS = "com|net|org|info|biz|io|co|app|dev|me|top|xyz|site|online|shop|store|link|ly|example|test|invalid|eu|uk|us|de|fr|es|it|pt|nl|pl|at|ch|ru|cn"
# Every repetition is bounded: what is searched may be four thousand letters of anything.
_ADDRESS = re.compile(
    r"(?:https?|ftps?|wss?|file)\s?:\s?/\s?/\s?[^\s)\]>\"']+|\b(?:mailto|javascript|data|vbscript|tel|blob):\s?[^\s,;.!?]\S*"
    r"|\bwww\.\S+|\b(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}/\S*|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
    rf"|\b(?:[\w-]{{1,63}}\.){{1,6}}(?:{_DOMAINS})\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"<\s{0,3}[/!?]?\s{0,3}[a-z][\w:-]{0,30}(?:[\s/>]|$)|<!--|!\[|\]\s{0,3}\(|^[ \t]{0,8}\[[^\]\n]{1,80}\]:|\bon[a-z]{3,20}\s?=\s?[\"'\w]"
    r"|&(?:#x?\w{1,8}|lt|gt|quot);|\{\{|\{%",
    re.IGNORECASE | re.MULTILINE,
)
_ROLE = re.compile(
    r"(?:^|[.!?])\W{0,20}(?:system|assistant|user|developer|tool|customer|administrator|admin|supervisor|(?:human |live |support )?agent)(?: message| prompt)?\s?:"
    r"|(?:^|[.!?])\W{0,20}[\w .'-]{2,40}\((?:[^)\n]{0,40}\b)?(?:support|agent|team|human|staff|manager|supervisor|colleague)\b[^)\n]{0,40}\)\s?:"
    r"|<\|?\w{1,30}\|>|\[/?INST\]|^\W{0,20}===\s?\w{1,30}\s?===",
    re.IGNORECASE | re.MULTILINE,
)
_DONE = (
    r"(?:refunded|reimbursed|cancell?ed|changed|updated|deleted|erased|removed|issued|processed|credited|approved|booked|shipped|dispatched|sent|"
    r"transferred|upgraded|reset|unlocked|verified|ordered|paid|waived|applied|granted|extended|closed|resolved|scheduled|arranged|"
    r"forwarded|escalated|notified|informed|called|emailed)"
)
_DEED = re.compile(rf"\b{_DONE}\b", re.IGNORECASE)
_THING = r"(?:refund|order|payment|account|parcel|subscription|password|discount|voucher|return|exchange|invoice|data|case|ticket|card|replacement)"
_SOMEBODY = r"(?:person|human|agents?|colleagues?|specialists?|managers?|supervisors?|representatives?|advis[eo]rs?|team members?|someone|somebody|one of us|support team|team)"
# The bot can do nothing, so it has done nothing.
_CLAIM = re.compile(
    rf"\bi(?:['\u2019]ve| have| just|['\u2019]m)(?: \w+){{0,2}}? {_DONE}\b"
    rf"|\b{_THING} (?:is )?(?:done|complete|completed|successful|executed)\b"
    r"|\bich habe\b[^.!?\n]{0,60}\b(?:erstattet|storniert|geändert|gelöscht|veranlasst|gutgeschrieben|verschickt|freigegeben|genehmigt|überwiesen)\b"
    r"|\bj['\u2019]ai (?:\w+ )?(?:remboursé|annulé|modifié|supprimé|crédité|envoyé|approuvé)|\bhe (?:reembolsado|cancelado|cambiado|eliminado|aprobado|enviado)\b"
    r"|\bho (?:rimborsato|annullato|modificato|cancellato|approvato|inviato)\b|\b(?:reembolsei|cancelei|aprovei|alterei|apaguei|enviei)\b"
    r"|\bik heb\b[^.!?\n]{0,60}\b(?:terugbetaald|geannuleerd|gewijzigd|verwijderd|goedgekeurd|verstuurd)\b|\b(?:zwróciłem|anulowałem|zmieniłem|usunąłem|zatwierdziłem|wysłałem)\b",
    re.IGNORECASE,
)
# People come by the decision to pass on, never by a sentence.
_PROMISE = re.compile(
    r"\b(?:i['\u2019]?m|i am|i['\u2019]ll|i will|let me|i can|i)(?: \w+)? (?:connect|transfer|pass|put|forward|hand|escalat|refer)\w* (?:you|this|your|it)\b"
    r"|\b(?:connecting|transferring) you\b|\byou (?:are|will be|['\u2019]ll be) (?:now )?(?:connected|transferred|called back|contacted|called)\b"
    rf"|\b{_SOMEBODY} (?:is|are)(?: \w+)? (?:joining|coming|on (?:the|their|his|her) way|calling|here for you|with you)\b"
    r"|\bi['\u2019]?(?:ll| will) (?:\w+ )?(?:call|phone|refund|cancel|remind|send|order|ship|delete|change|credit|e-?mail|contact|notify)\b"
    r"|\bich (?:verbinde|leite|stelle|gebe) (?:sie|dich)\b|\b(?:kolleg\w+|mitarbeiter\w*|berater\w*) (?:wird|meldet|ruft|kommt|übernimmt)\b"
    r"|\bje vous (?:transfère|mets en (?:relation|contact)|passe)|\b(?:le|la|te|lo) (?:paso|transfiero|conecto)\b|\b(?:la|ti) (?:passo|trasferisco|metto in contatto)\b"
    r"|\bvou (?:transferir|passar|conectar|ligar)\b|\bik (?:verbind (?:u|je)\b|geef (?:u|je) (?:nu )?door\b)|\b(?:łączę|przekazuję|przekierowuję|przełączam) (?:pana|panią|cię|teraz|rozmowę)\b",
    re.IGNORECASE,
)
# These may be said of what would happen: "once we have refunded you ..."
_STATE = re.compile(
    rf"\bwe(?:['\u2019]ve| have| just)(?: \w+){{0,2}}? {_DONE}(?: \w+){{0,3}}? (?:you|your)\b"
    rf"|\b(?:your|the) (?:\w+ )?{_THING} (?:was|has been|were|have been|got|is (?:now|already|hereby))(?: \w+)? {_DONE}\b"
    rf"|\byour (?:\w+ )?{_THING} (?:is|are)(?: \w+)? (?:approved|granted|refunded|cancell?ed|credited|confirmed|deleted|unlocked)\b"
    r"|\b(?:your|the) \w+ (?:is|are) on (?:its|the|their) way to your\b"
    rf"|\b{_SOMEBODY} (?:will|is going to|shall|['\u2019]ll) (?:\w+ )?(?:call|phone|contact|write|e-?mail|join|be with|get back|take over|reach|answer|help|reply|arrive|come|handle)\b",
    re.IGNORECASE,
)
# What stands under a condition has not happened yet; an article may say so, and an answer after it.
_CONDITION = re.compile(r"\b(?:if|once|when|whenever|after|until|unless|before|as soon as|wenn|sobald|nachdem|falls|si|quand|cuando|se|quando|als|zodra|jeśli|gdy)\b", re.IGNORECASE)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
# Where a word ends: at a space, and behind each letter of a script that has none between words.
_SPACE = re.compile(r"\s+|(?<=[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")
_WORD = re.compile(r"\w+")
_TEMPLATE = re.compile(r"\{[{%#].*?[#%}]\}", re.DOTALL)


def rule_broken(reply: str, brief: Brief) -> str | None:
    """Return the name of the first rule that a reply breaks, or None.

    `address`: a link or an e-mail address that no retrieved passage holds, nor the customer's own words an e-mail
    address. `markup`: HTML, pictures, links with another text. `role`: it writes as somebody else. `claim`: it says that
    something was done; the bot can do nothing. `promise`: it promises a person, or a deed. `prompt`: it quotes the
    prompt. What a retrieved passage or a tool says itself breaks no rule, and that something was shipped may be said
    where a tool says shipped.
    """
    return next((name for name, is_broken in _RULES.items() if is_broken(reply, brief)), None)


def safe_part(reply: str, brief: Brief, *, is_whole: bool) -> str:
    """Return how much of a reply that is still being written may be shown: whole words, up to the first broken rule.

    The rules look at whole words, so the last one waits until the next begins or the reply `is_whole`. What is shown
    of a longer reply begins with what was shown of a shorter one.
    """
    ends = [found.end() for found in _SPACE.finditer(reply)] + ([len(reply)] if is_whole else [])
    if not ends or not rule_broken(reply[: ends[-1]], brief):
        return reply[: ends[-1]] if ends else ""
    # A rule that is broken stays broken, so the last end that is safe is found by halving.
    safe = bisect_left(ends, 1, key=lambda end: int(rule_broken(reply[:end], brief) is not None))
    return reply[: ends[safe - 1]] if safe else ""


def _has_address(reply: str, brief: Brief) -> bool:
    known = _known(brief)
    own = "\n".join([brief.question, *(line.text for line in brief.history if line.speaker == "customer")]).casefold()
    found = [address.rstrip(".,;:!?)").casefold() for address in _ADDRESS.findall(reply)]
    return any(address not in known and not ("@" in address and address in own) for address in found)


def _has_markup(reply: str, _brief: Brief) -> bool:
    return _MARKUP.search(reply) is not None


def _plays_a_role(reply: str, _brief: Brief) -> bool:
    return _ROLE.search(reply) is not None


def _claims(reply: str, brief: Brief) -> bool:
    told = _told_by_tools(brief)
    untold = [sentence for sentence in _SENTENCE.split(reply) if not _is_told(sentence, told)]
    return _says(_CLAIM, reply, brief) or _says(_STATE, "\n".join(untold), brief, unless=_CONDITION)


def _is_told(sentence: str, told: str) -> bool:
    """Say whether a tool says every deed that a sentence tells of."""
    deeds = _DEED.findall(sentence.casefold())
    return bool(deeds) and all(deed in told for deed in deeds)


def _promises(reply: str, brief: Brief) -> bool:
    return _says(_PROMISE, reply, brief)


def _says(pattern: re.Pattern[str], reply: str, brief: Brief, *, unless: re.Pattern[str] | None = None) -> bool:
    """Say whether a sentence holds the pattern, not under a condition and not in the words of a passage."""
    for sentence in _SENTENCE.split(reply):
        found = pattern.search(sentence)
        is_outright = found is not None and not (unless and unless.search(sentence[: found.start()]))
        if is_outright and sentence.strip().casefold() not in _known(brief):
            return True
    return False


def _known(brief: Brief) -> str:
    return "\n".join([*(passage.text.casefold() for passage in brief.passages), _told_by_tools(brief)])


def _told_by_tools(brief: Brief) -> str:
    return "\n".join(used.text for used in brief.used if used.outcome == OK).casefold()


def _quotes_prompt(reply: str, brief: Brief) -> bool:
    found = _runs(reply) & (_runs_of_prompts() | _runs_of(brief.instructions))
    return bool(found and found - _runs(_known(brief)))


def _runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of so many words."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return {tuple(words[start : start + QUOTED]) for start in range(len(words) - QUOTED + 1)}


@lru_cache(maxsize=32)
def _runs_of(instructions: str) -> frozenset[tuple[str, ...]]:
    """A prompt that was put into production stands in no file."""
    return frozenset(_runs(instructions))


@cache
def _runs_of_prompts() -> frozenset[tuple[str, ...]]:
    files = [path for path in PROMPTS.rglob("*") if path.suffix in {".prompt", ".txt"} and "tests" not in path.parts]
    # Before the second line of dashes stand settings and samples, which no model is sent.
    texts = [path.read_text(encoding="utf-8").split("---\n", 2)[-1] for path in files]
    return frozenset(run for text in texts for part in _TEMPLATE.split(text) for run in _runs(part))


_RULES: dict[str, Callable[[str, Brief], bool]] = {
    "address": _has_address,
    "markup": _has_markup,
    "role": _plays_a_role,
    "claim": _claims,
    "promise": _promises,
    "prompt": _quotes_prompt,
}
