"""The shelf: whatever was changed one after the other, it is as if it had been filled at once."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desk.knowledge.profiles import Profile, Shelf, main_language, profile
from desk.knowledge.spelling import Speller

WORDS = st.sampled_from(["lamp", "lamps", "return", "retrun", "bulb", "parcel", "parcels", "zebra", "warranty", "the"])
TEXT = st.lists(WORDS, max_size=6).map(" ".join)
SLUG = st.sampled_from(["a", "b", "c", "d"])


def written(slug: str, title: str, question: str, passage: str) -> Profile:
    return profile(slug=slug, title=title, aliases=[], questions=[question], passages=[passage])


ARTICLE = st.builds(written, SLUG, TEXT, TEXT, TEXT)
CHANGE = st.tuples(st.lists(SLUG, max_size=2), st.lists(ARTICLE, max_size=2))


def inside(shelf: Shelf) -> dict[str, Any]:
    """All that a search could tell two shelves apart by; places are in no order."""
    return {
        "profiles": dict(shelf.profiles),
        "places": {term: Counter(slugs) for term, slugs in shelf.places.items()},
        "weights": {term: shelf.weight(term) for term in ("lamp", "return", "zebra", "unheard")},
        "lengths": {slug: shelf.lengths(entry) for slug, entry in shelf.profiles.items()},
        "spelled": [shelf.respelled(word) for word in ("lampp", "retrn", "zebr", "parcl", "bulbs", "warrant")],
    }


@given(st.lists(CHANGE, max_size=6))
def test_changed_shelf_is_as_one_filled_at_once(changes: list[tuple[list[str], list[Profile]]]) -> None:
    shelf, kept = Shelf(), dict[str, Profile]()
    for without, plus in changes:
        shelf = shelf.changed(without=without, plus=plus)
        kept = {slug: entry for slug, entry in kept.items() if slug not in without}
        kept |= {entry.slug: entry for entry in plus}

    assert inside(shelf) == inside(Shelf.of(kept.values()))


@given(st.lists(ARTICLE, max_size=4), CHANGE)
def test_shelf_that_is_in_use_stays_as_it_is(articles: list[Profile], change: tuple[list[str], list[Profile]]) -> None:
    """Who searches while an article changes is not disturbed."""
    shelf = Shelf.of(articles)
    before = inside(shelf)
    shelf.changed(without=change[0], plus=change[1])

    assert inside(shelf) == before


def test_word_is_forgotten_with_the_last_article_that_uses_it() -> None:
    speller = Speller(["parcel", "parcel", "return"]).changed(without=["parcel"], plus=[])
    gone = speller.changed(without=["parcel"], plus=["portal"])

    assert (speller.meant("parcle"), gone.meant("parcle")) == ("parcel", "parcle")
    assert (speller.meant("retrun"), gone.meant("retrun"), gone.meant("protal")) == ("return", "return", "portal")


def test_language_of_a_tag_is_its_first_part() -> None:
    tags = ("de", "de-AT", "PT_br", "zh-Hant-TW", "yue", "en,fr;q=0.5", "", "*", "nonsense", "1")

    assert [main_language(tag) for tag in tags] == ["de", "de", "pt", "zh", "yue", "en", "", "", "", ""]
