"""Web pages as Markdown: what the page says, and nothing else of it."""

from __future__ import annotations

import pytest

from desk.knowledge.import_html import to_markdown
from desk.knowledge.markdown import to_html

BASE = "https://shop.example/help/returns"


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("One<div>Two</div>Three", "One\n\nTwo\n\nThree"),
        ("<h2>How</h2><p>So.", "## How\n\nSo."),
        ("<h4>Deep</h4>", "#### Deep"),
        ("a <b>bold </b>word, <em>soft</em> and <code>x*y</code>", "a **bold** word, *soft* and `x*y`"),
        ("<p>Hall 3<br>Main Street", "Hall 3\\\nMain Street"),
        ("<ul><li>One<li>Two</ul>", "- One\n- Two"),
        ("<ol><li>One</li><li>Two<ul><li>Within</ul></ol>", "1. One\n2. Two\n\n   - Within"),
        ("<a href='../pay'>Pay</a> or <a href='mailto:a@b.c'>write</a>", None),
        ("<a href='javascript:x()'>click</a> <a href='data:x'>that</a> <a>there</a>", "click that there"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<blockquote><p>One<p>Two</blockquote>", "> One\n>\n> Two"),
        ("<table><tr><th>Size<th>a|b<tr><td>S</table>", "| Size | a\\|b |\n| --- | --- |\n| S |  |"),
        ("<dl><dt>Size<dd>Small</dl>", "Size\n\nSmall"),
        ("AT&amp;T &lt;b&gt; 60&nbsp;days", "AT&T \\<b> 60 days"),
        ("<p>- none<p>1. none<p># none<p>> none", "\\- none\n\n1\\. none\n\n\\# none\n\n\\> none"),
        ("*stars* [brackets] `ticks`", "\\*stars\\* \\[brackets\\] \\`ticks\\`"),
        ("", ""),
    ],
)
def test_page_is_said_in_markdown(source: str, body: str | None) -> None:
    expected = "[Pay](https://shop.example/pay) or [write](mailto:a@b.c)" if body is None else body

    assert to_markdown(source, base=BASE).body == expected


@pytest.mark.parametrize(
    "source",
    [
        "<script>evil()</script>Text",
        "<script>if (a<b) evil()</script>Text",
        "<style>evil</style>Text<!-- evil --><!DOCTYPE evil>",
        "<nav><ul><li>evil<nav>evil</nav>evil</ul></nav><p>Text</p><footer>evil</footer>",
        "<header><h1>evil</h1></header>Text<aside>evil</aside>",
        "<form>evil<input value=evil><button>evil</button></form>Text",
        "<header>evil</header><main>Text</main>evil",
        "evil<article>Text</article>evil",
        "<template>evil</template><svg><text>evil</text></svg><noscript>evil</noscript>Text",
        "<p onclick='evil()' style='evil' title='evil'>Text<img src=evil alt=evil>",
        "<title>evil</title>Text",
        "Text<iframe srcdoc=evil>evil</iframe><object>evil</object>",
    ],
)
def test_scripts_menus_and_forms_are_no_part_of_it(source: str) -> None:
    assert to_markdown(source).body == "Text"


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("<title>Returns &amp; more</title><p>x", "Returns & more"),
        ("<title>Shop</title><h1>Return <b>a\n lamp</b></h1><p>x", "Return a lamp"),
        ("<header><h1>Shop</h1></header><main><header><h1>Return</h1></header>x</main>", "Return"),
        ("<p>x", ""),
    ],
)
def test_title_is_the_first_heading_else_what_the_tab_says(source: str, title: str) -> None:
    page = to_markdown(source)

    assert page == (title, "x")


@pytest.mark.parametrize(
    "source",
    [
        *("<div>" * 5_000, "<b>" * 5_000 + "x", "<main " * 20_000, "<title" * 20_000, "<!--" * 20_000),
        *("<p>x" * 5_000, "<" * 50_000, '<a href="' * 10_000, "<li>" * 5_000, "</p>" * 20_000, "<table>" * 2_000),
    ],
    ids=lambda source: source[:8],
)
def test_page_that_is_made_to_overwhelm_is_read_all_the_same(source: str) -> None:
    assert isinstance(to_markdown(source + "<p>End</p>").body, str)


def test_what_was_said_in_markdown_shows_as_the_page_said_it() -> None:
    """The signs of Markdown that a page uses as text come out as text again."""
    said = "1. * a_b <script> [x](y) `z` # & \\"
    page = to_markdown("<p>" + said.replace("&", "&amp;").replace("<", "&lt;") + "</p>")

    assert (
        to_html(page.body).strip()
        == "<p>" + said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>"
    )
