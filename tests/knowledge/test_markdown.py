"""Markdown: safe as a page, plain as text."""

from __future__ import annotations

import pytest

from desk.knowledge.markdown import pieces, to_html


def test_ordinary_markdown_is_shown() -> None:
    """Headings, lists, tables, links and emphasis come out."""
    html = to_html("## Costs\n\n1. *Open* it\n2. [Read](/help/x)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")

    assert "<h2>Costs</h2>" in html
    assert "<em>Open</em>" in html
    assert 'href="/help/x"' in html
    assert "<td>2</td>" in html


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "![x](https://elsewhere.example/pixel.png)",
        "<a href='/x' onclick='alert(1)'>x</a>",
        "<iframe src='https://elsewhere.example'></iframe>",
        "<style>body{display:none}</style>",
    ],
)
def test_nothing_active_gets_through(source: str) -> None:
    """No script, no handler, no image, no foreign scheme, not even from an editor of articles."""
    html = to_html(source)

    assert not any(f"<{tag}" in html for tag in ("script", "img", "iframe", "style"))
    assert not any(f'="{scheme}' in html for scheme in ("javascript", "data"))
    assert "<a href='/x' onclick" not in html


def test_text_is_plain() -> None:
    """Marks go, list marks and the words of links stay."""
    found = pieces(
        "# Title\n\nSome **bold** [words](/x)\nand `code`.\n\n3. three\n4. four\n\n- dot\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |"
    )

    assert [piece.text for piece in found] == [
        "Title", "Some bold words and code.", "3. three", "4. four", "- dot", "a | b", "1 | 2",
    ]  # fmt: skip
    assert [piece.is_heading for piece in found] == [True] + [False] * 6
