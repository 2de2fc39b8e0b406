"""Markdown of articles: as safe HTML for pages, and as plain pieces of text for the bot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import nh3
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"https", "http", "mailto"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, list item or heading as plain text; `block` numbers the block it stands in."""

    text: str
    block: int
    is_heading: bool


def to_html(text: str) -> str:
    """Return the Markdown as HTML that holds no script, no style, no image and no foreign scheme.

    Raw HTML in the source is shown as text. What the parser makes passes an allow-list again, so a fault in the
    parser opens nothing.
    """
    return nh3.clean(
        _PARSER.render(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )


def pieces(text: str) -> list[Piece]:
    """Return the plain text of the Markdown in reading order, list items with their mark."""
    blocks = SyntaxTreeNode(_PARSER.parse(text)).children
    return [
        Piece(line, number, is_heading=block.type == "heading")
        for number, block in enumerate(blocks)
        for line in _lines(block)
        if line
    ]


def links(text: str) -> list[str]:
    """Return the addresses that the Markdown links to, in reading order."""
    nodes = SyntaxTreeNode(_PARSER.parse(text)).walk()
    return [str(node.attrs["href"]) for node in nodes if node.type == "link"]


def _lines(node: SyntaxTreeNode) -> Iterator[str]:
    """Yield the lines of a block: one for a paragraph, one for each item or row."""
    match node.type:
        case "bullet_list":
            for item in node.children:
                yield "- " + _joined(item)
        case "ordered_list":
            first = int(node.attrs.get("start", 1))
            for number, item in enumerate(node.children, start=first):
                yield f"{number}. {_joined(item)}"
        case "tr":
            yield " | ".join(_plain(cell) for cell in node.children)
        case "table" | "thead" | "tbody" | "blockquote":
            for child in node.children:
                yield from _lines(child)
        case _:
            yield _plain(node)


def _joined(item: SyntaxTreeNode) -> str:
    return " ".join(line for child in item.children for line in _lines(child))


def _plain(node: SyntaxTreeNode) -> str:
    """Return the text of a node without its markup; a link keeps its words and loses its address."""
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    if node.type in {"text", "code_inline", "fence", "code_block"}:
        return node.content.strip("\n")
    return "".join(_plain(child) for child in node.children)
