"""Slugs: the part of an article's address that names it. Pure."""

from __future__ import annotations

import hashlib
import re

from desk.errors import Invalid
from desk.knowledge.terms import fold

LONGEST_SLUG = 120
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Letters that are no base letter with a mark.
_SPELLED = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "þ": "th"})
_DIGEST = 8


def slug_of(text: str) -> str:
    """Return a slug for a title or a path: small letters, digits and hyphens, always the same for the same text.

    What an address cannot spell, such as Greek or Chinese, is stood for by a digest, so that no two texts share it.
    """
    folded = fold(text).translate(_SPELLED)
    words = re.findall(r"[a-z0-9]+", folded)
    is_spelled = bool(words) and not any(letter.isalnum() and not letter.isascii() for letter in folded)
    slug = "-".join(words)
    if is_spelled and len(slug) <= LONGEST_SLUG:
        return slug
    digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]
    return f"{slug[: LONGEST_SLUG - _DIGEST - 1].strip('-')}-{digest}".lstrip("-")


def checked_slug(slug: str) -> str:
    """Return the slug; raises Invalid for what is none."""
    if len(slug) > LONGEST_SLUG or not _SLUG.fullmatch(slug):
        message = (
            f"“{slug[:LONGEST_SLUG]}” is no slug: it has at most {LONGEST_SLUG} small letters, digits and single "
            "hyphens between them, for example return-a-lamp."
        )
        raise Invalid(message, fields={"slug": message})
    return slug
