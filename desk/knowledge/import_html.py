"""Web pages as Markdown: headings, paragraphs, lists, links, tables; no script, no menu, no form. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_INLINE = frozenset(["a", "b", "br", "code", "em", "i", "strong"])
_BLOCKS = _HEADINGS | frozenset(
    [
        *("article", "blockquote", "dd", "div", "dl", "dt", "li", "main", "ol", "p", "pre", "section", "ul"),
        *("table", "thead", "tbody", "tfoot", "tr", "td", "th"),
    ]
)
# What is left out with all that it holds; a header only where it is that of the whole site.
_SILENT = frozenset(
    [
        *("script", "style", "template", "noscript", "svg", "math", "iframe", "object", "canvas", "title", "head"),
        *("nav", "footer", "aside", "form", "button", "select", "textarea", "dialog", "menu", "audio", "video"),
    ]
)
# What the beginning of an element ends, where nobody said so.
_ENDS = {
    "li": ("li",),
    "tr": ("tr",),
    **dict.fromkeys(("td", "th"), ("td", "th")),
    **dict.fromkeys(("dt", "dd"), ("dt", "dd")),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ("thead", "tbody", "tfoot")),
}
DEEPEST = 100  # elements within one another; what stands deeper is text of the last
_SCHEMES = {"http", "https", "mailto"}
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*"}
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_STRAY = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
_MEANING = re.compile(r"([\\`*<\[\]])")
_LIKE_A_MARK = re.compile(r"^(\d{0,9})([#+>.)-])(?=\s|#|$)")
_BREAK = "\v"


class Page(NamedTuple):
    """A page's title, empty when it has none, and what it says in Markdown."""

    title: str
    body: str


@dataclass(slots=True)
class _Node:
    tag: str
    href: str = ""
    children: list[_Node | str] = field(default_factory=list)


def to_markdown(source: str, *, base: str = "") -> Page:
    """Return what a page says; links become whole addresses, seen from `base`.

    The part that the page calls its main one is taken, else its only article, else all of it but menus and the like.
    The first heading of the first level is the title and is not repeated.
    """
    source = _regular(source)
    part = _inside(source, "main") or (_inside(source, "article") if len(_starts(source, "article")) == 1 else "")
    tree = _tree(part or source, _SILENT if part else _SILENT | {"header"}, base)
    heading = next((node for node in _walk(tree) if node.tag == "h1"), None)
    title = _plain(heading) if heading else html.unescape(_inside(source, "title"))
    return Page(" ".join(title.split()), "\n\n".join(_blocks(tree.children, heading)))


def _regular(source: str) -> str:
    """Leave only whole tags and text: the parser takes quadratic time for tags and remarks that never end."""
    first, *others = source.split("<!--")
    text = first + "".join(part.partition("-->")[2] for part in others)
    return _STRAY.sub("&lt;", _DECLARATION.sub("", text))


def _starts(source: str, tag: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"<{tag}\b[^<>]{{0,1000}}>", source, re.IGNORECASE))


def _inside(source: str, tag: str) -> str:
    """Return what stands in the first element of its kind, empty when there is none; in linear time."""
    start = next(iter(_starts(source, tag)), None)
    end = re.compile(rf"</{tag}\b", re.IGNORECASE).search(source, start.end()) if start else None
    return source[start.end() : end.start()] if start and end else ""


def _tree(source: str, silent: frozenset[str], base: str) -> _Node:
    reader = _Reader(silent, base)
    reader.feed(source)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    """Makes a tree of what can be said in Markdown. Elements that nobody closed are closed where browsers do it."""

    def __init__(self, silent: frozenset[str], base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("")
        self._silent = silent
        self._base = base
        self._open = [self.root]
        self._left_out, self._depth = "", 0  # the element that is left out, and how many of its kind are open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, unless it is left out or stands too deep."""
        if self._left_out:
            self._depth += tag == self._left_out
        elif tag in self._silent:
            self._left_out, self._depth = tag, 1
        elif tag in _INLINE | _BLOCKS:
            self._close_before(tag)
            href = dict(attrs).get("href")
            node = _Node(tag, urljoin(self._base, href) if href else "")
            self._open[-1].children.append(node)
            if tag != "br" and len(self._open) < DEEPEST:
                self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, with what was left open in it."""
        if self._left_out:
            self._depth -= tag == self._left_out
            self._left_out = self._left_out if self._depth else ""
        else:
            self._close(tag, up_to=())

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._left_out:
            self._open[-1].children.append(data)

    def _close_before(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._close("p", up_to=_BLOCKS - {"p"})
        for closed in _ENDS.get(tag, ()):
            self._close(closed, up_to=("ul", "ol", "dl", "table"))

    def _close(self, tag: str, *, up_to: Container[str]) -> None:
        """Close the innermost such element, unless one of `up_to` stands between."""
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return
            if self._open[place].tag in up_to:
                return


def _walk(node: _Node) -> Iterator[_Node]:
    for child in node.children:
        if isinstance(child, _Node):
            yield child
            yield from _walk(child)


def _plain(node: _Node) -> str:
    return "".join(child if isinstance(child, str) else _plain(child) for child in node.children)


def _blocks(children: Iterable[_Node | str], title: _Node | None) -> Iterator[str]:
    """Yield the blocks of an element; what stands between blocks is a paragraph."""
    run: list[_Node | str] = []
    for child in children:
        if isinstance(child, str) or child.tag in _INLINE:
            run.append(child)
            continue
        yield from _paragraph(run)
        run = []
        if child is not title:
            yield from _block(child, title)
    yield from _paragraph(run)


def _paragraph(run: list[_Node | str]) -> Iterator[str]:
    if text := _line(run):
        yield _LIKE_A_MARK.sub(r"\1\\\2", text)


def _block(node: _Node, title: _Node | None) -> Iterator[str]:
    match node.tag:
        case "ul" | "ol":
            yield from _list(node, title)
        case "table":
            yield from _table(node)
        case "pre":
            yield "```\n" + _plain(node).strip("\n").replace("```", "'''") + "\n```"
        case "blockquote":
            yield "\n>\n".join(_indented(block, "> ") for block in _blocks(node.children, title))
        case tag if tag in _HEADINGS:
            if text := _line(node.children):
                yield f"{'#' * max(2, int(tag[1]))} {text.replace(_HARD, ' ')}"
        case _:
            yield from _blocks(node.children, title)


_HARD = "\\\n"


def _list(node: _Node, title: _Node | None) -> Iterator[str]:
    """Yield the list as one block; what belongs to an item stands under its text."""
    items = [child for child in node.children if isinstance(child, _Node)]
    lines = []
    for number, item in enumerate(items, start=1):
        mark = f"{number}. " if node.tag == "ol" else "- "
        inner = "\n\n".join(_blocks(item.children, title))
        if inner:
            lines.append(mark + _indented(inner, " " * len(mark))[len(mark) :])
    if lines:
        yield "\n".join(lines)


def _indented(block: str, by: str) -> str:
    return "\n".join(f"{by}{line}".rstrip() for line in block.split("\n"))


def _table(node: _Node) -> Iterator[str]:
    """Yield the table; its first row is the head, for Markdown knows no table without one."""
    rows = [
        [
            _line(_inline(cell)).replace(_HARD, " ").replace("|", "\\|")
            for cell in row.children
            if isinstance(cell, _Node)
        ]
        for row in _walk(node)
        if row.tag == "tr"
    ]
    width = max((len(row) for row in rows), default=0)
    if width:
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        yield "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _inline(node: _Node) -> Iterator[_Node | str]:
    """Yield what stands in a cell as if it were one line."""
    for child in node.children:
        if isinstance(child, _Node) and child.tag in _BLOCKS:
            yield " "
            yield from _inline(child)
        else:
            yield child


def _line(children: Iterable[_Node | str]) -> str:
    """Return inline text with its marks, spaces as one, and line breaks where the page has them."""
    text = re.sub(r"[^\S\v]+", " ", "".join(_said(child) for child in children))
    parts = [part.strip() for part in text.split(_BREAK)]
    return _HARD.join(part for part in parts if part)


def _said(child: _Node | str) -> str:
    """Return inline text whose every sign means itself, with the marks around it."""
    if isinstance(child, str):
        return _MEANING.sub(r"\\\1", child.replace(_BREAK, " "))
    if child.tag == "br":
        return _BREAK
    if child.tag == "code":
        text = _plain(child)
        return text if "`" in text or not text.strip() else f"`{text.strip()}`"
    inner = "".join(_said(each) for each in child.children)
    text = inner.strip()
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    if not text:
        return inner
    if child.tag == "a":
        return f"{before}[{text}]({_target(child.href)}){after}" if _is_linkable(child.href) else inner
    mark = _MARKS.get(child.tag, "")
    return f"{before}{mark}{text}{mark}{after}"


def _target(href: str) -> str:
    return f"<{href}>" if re.search(r"[()]", href) else href


def _is_linkable(href: str) -> bool:
    return href.partition(":")[0] in _SCHEMES and not re.search(r"[<>\s]", href)
