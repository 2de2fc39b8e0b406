"""Lint: what is refused before a prompt is used, with the line that is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.bot.prompt_lint import Fault, faults_in, lint
from desk.bot.prompt_schema import schema_faults, value_faults
from desk.bot.prompt_source import read
from desk.bot.prompts import PROMPTS, load

SMALL = """---
name: small
config:
  temperature: 0.2
  max_tokens: 100
input:
  system: [site]
  schema:
    type: object
    additionalProperties: false
    required: [site, text, words, is_new]
    properties:
      site: {type: string}
      text: {type: string}
      words:
        type: array
        items:
          type: object
          additionalProperties: false
          required: [kind, said]
          properties: {kind: {type: string, enum: [a, b]}, said: {type: string}}
      is_new: {type: boolean}
  sample: {site: Shop, text: hello, words: [{kind: a, said: hi}], is_new: true}
output:
  format: json
  schema:
    type: object
    additionalProperties: false
    required: [reply]
    properties: {reply: {type: string}}
metadata:
  purpose: Shows what lint finds.
  owner: support
  changelog: [First version.]
---
=== system ===
You work for {{ site }}.
=== user ===
<<<text
{{ text }}
text>>>
{% for word in words %}
{{ word.kind }} {{ loop.index }}
{% endfor %}
{{ "new" if is_new else "old" }}
"""
LINES = SMALL.splitlines()
SYSTEM_LINE, USER_LINE, METADATA_LINE = (
    LINES.index(line) + 1 for line in ("=== system ===", "=== user ===", "metadata:")
)


@pytest.fixture
def faults_of(tmp_path: Path) -> Callable[..., list[Fault]]:
    """Lint the small prompt with one text of it changed, and with partials."""

    def faults(old: str = "", new: str = "", **partials: str) -> list[Fault]:
        assert old in SMALL
        (tmp_path / "_partials").mkdir()
        for name, text in partials.items():
            (tmp_path / "_partials" / f"{name}.txt").write_text(text)
        (tmp_path / "small.prompt").write_text(SMALL.replace(old, new, 1) if old else SMALL)
        ((stem, found),) = lint(tmp_path)
        assert stem == "small"
        return found

    return faults


def test_prompts_of_the_desk_have_no_faults() -> None:
    assert {stem: faults for stem, faults in lint(PROMPTS) if faults} == {}


def test_small_prompt_has_no_faults(faults_of: Callable[..., list[Fault]]) -> None:
    assert faults_of() == []


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("name: small", "name: other", 2, "says name: other"),
        ("name: small", "name: small\ncolour: red", 3, "colour"),
        ("  max_tokens: 100\n", "", 3, "max_tokens"),
        ("temperature: 0.2", "temperature: hot", 4, "temperature"),
        ("temperature: 0.2", "temperature: 9", 4, "temperature"),
        ("  owner: support\n", "", METADATA_LINE, "owner"),
        ("changelog: [First version.]", "changelog: []", METADATA_LINE + 3, "changelog"),
        ("format: json", "format: xml", 25, "output.format"),
        ("  sample: {site: Shop, ", "  sample: {", 23, "lacks site"),
        ("text: hello", "text: 7", 23, "input.sample.text is no string"),
        ("kind: a, said", "kind: c, said", 23, "none of a, b"),
        ("system: [site]", "system: [shop]", 7, "names shop"),
        ("      is_new: {type: boolean}", "      is_new: {type: yes}", 22, "has no type"),
        ("      site: {type: string}", "      site: {type: string, format: date}", 13, "format is not known"),
        ("required: [site, text, words, is_new]", "required: [site]", 11, "must name all properties"),
        ("    additionalProperties: false\n", "", 8, "additionalProperties"),
        ("name: small", "name: [small", 3, "no YAML"),
        ("---\nname", "name", 1, "front matter"),
        ("=== system ===", "=== assistant ===", SYSTEM_LINE, "no part assistant"),
        ("=== user ===", "=== system ===", USER_LINE, "there twice"),
        ("=== user ===\n", "", SYSTEM_LINE, "part user is missing"),
        ("=== system ===", "hello\n=== system ===", SYSTEM_LINE, "belongs to no part"),
        ("{{ text }}", "{{ text }", USER_LINE + 2, "no template"),
        ("{% endfor %}", "", len(LINES), "no template"),
    ],
)
def test_fault_of_the_file_has_its_line(
    faults_of: Callable[..., list[Fault]], old: str, new: str, line: int, sentence: str
) -> None:
    """Keys, schemas, samples, parts and syntax: the first that is wrong is told."""
    (fault,) = faults_of(old, new)

    assert sentence in fault.sentence
    assert fault.line == line


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("You work for {{ site }}.", "You work for {{ site }}.\n{{ text }}", SYSTEM_LINE + 2, "no value text"),
        ("{{ text }}", "{{ txet }}", USER_LINE + 2, "no value txet"),
        ("{{ word.kind }}", "{{ word.knid }}", USER_LINE + 5, "word has no knid"),
        ("{{ word.kind }}", "{{ word.said }}", USER_LINE + 5, "word.said can hold"),
        ("<<<text\n{{ text }}\ntext>>>", "{{ text }}", USER_LINE + 1, "text can hold"),
        ('{{ "new" if is_new else "old" }}', "{{ text if is_new else 'old' }}", USER_LINE + 7, "This value can hold"),
        ('{{ "new" if is_new else "old" }}', "{{ 'said ' ~ text }}", USER_LINE + 7, "This value can hold"),
        ('{{ "new" if is_new else "old" }}', "{{ text|upper }}", USER_LINE + 7, "This value can hold"),
        ('{{ "new" if is_new else "old" }}', "{{ words[0].said }}", USER_LINE + 7, "has no said"),
        ('{{ "new" if is_new else "old" }}', "{{ words|map('upper')|join }}", USER_LINE + 7, "filter"),
        ('{{ "new" if is_new else "old" }}', "{{ text.upper() }}", USER_LINE + 7, "Nothing is called"),
        ('{{ "new" if is_new else "old" }}', "{% set x = text %}", USER_LINE + 7, "not used in prompts"),
        ("text>>>", "txet>>>", USER_LINE + 3, "ends here, but text is open"),
        ("{{ text }}\ntext>>>", "{{ text }}", USER_LINE, "does not end"),
        ("{{ text }}\n", "<<<inner\n{{ text }}\ninner>>>\n", USER_LINE + 2, "inside the block text"),
        ("<<<text", "<<<", USER_LINE + 1, "has a name"),
        ("{{ text }}\ntext>>>", "{% if is_new %}\ntext>>>\n{% endif %}", USER_LINE + 2, "same branch"),
        ("{{ text }}", "{{ text }}{% include text %}", USER_LINE + 2, "by its name in quotation marks"),
    ],
)
def test_fault_of_a_part_has_its_line(
    faults_of: Callable[..., list[Fault]], old: str, new: str, line: int, sentence: str
) -> None:
    """Names, fields, blocks: every branch is followed, whatever the sample renders."""
    found = faults_of(old, new)

    assert any(sentence in fault.sentence and fault.line == line for fault in found), found


@pytest.mark.parametrize(
    "new",
    [
        "{{ words|length }}",
        "{% if text %}x{% else %}y{% endif %}",
        "{{ site }}",
        "{{ is_new and 7 }}",
        "{{ text == 'a' }}",
    ],
)
def test_what_no_customer_writes_may_stand_outside(faults_of: Callable[..., list[Fault]], new: str) -> None:
    """Counts, truths, words of closed lists, what the template says and what the operator wrote."""
    assert faults_of('{{ "new" if is_new else "old" }}', new) == []


def test_partial_is_followed(faults_of: Callable[..., list[Fault]]) -> None:
    """What a partial puts in is told at the line that includes it."""
    (fault,) = faults_of('{{ "new" if is_new else "old" }}', '{% include "more.txt" %}', more="line\n\n{{ text }}\n")

    assert "text can hold" in fault.sentence
    assert fault.line == USER_LINE + 7


def test_missing_partial_is_told(faults_of: Callable[..., list[Fault]]) -> None:
    (fault,) = faults_of('{{ "new" if is_new else "old" }}', '{% include "none.txt" %}')

    assert "none.txt" in fault.sentence


def test_partial_that_includes_itself_is_told(faults_of: Callable[..., list[Fault]]) -> None:
    (fault,) = faults_of('{{ "new" if is_new else "old" }}', '{% include "a.txt" %}', a='{% include "a.txt" %}')

    assert "never by itself" in fault.sentence


def test_repair_part_takes_no_values(faults_of: Callable[..., list[Fault]]) -> None:
    """It is sent without any."""
    (fault,) = faults_of('{{ "new" if is_new else "old" }}', "=== repair ===\nAgain, {{ site }}.")

    assert "no value site" in fault.sentence


LOOP = "{% for word in words %}{{ word.said }}{% endfor %}"


def test_what_the_operator_wrote_may_stand_anywhere_item_by_item(tmp_path: Path) -> None:
    """All that is part of a trusted value is trusted; nothing is that only has its name."""

    def sentences(trusted: str, loop: str) -> list[str]:
        text = SMALL.replace("system: [site]", f"system: [{trusted}]").replace('{{ "new" if is_new else "old" }}', loop)
        text = text.replace("You work for {{ site }}.", "You work.")
        (tmp_path / "small.prompt").write_text(text)
        return [fault.sentence for fault in dict(lint(tmp_path))["small"]]

    assert sentences("site, words", LOOP) == []
    assert "word.said can hold what a customer wrote" in sentences("site", LOOP)[0]
    assert (
        "site.said can hold what a customer wrote"
        in sentences("site", LOOP.replace("word ", "site ").replace("word.", "site."))[0]
    )


def test_variant_must_take_and_give_what_its_base_does(tmp_path: Path) -> None:
    """The code that asks does not know which language it asks in."""
    shutil.copytree(PROMPTS, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / "answer.prompt").read_text().replace("name: answer\n", "name: answer\nlanguage: de\n")
    (tmp_path / "answer.de.prompt").write_text(text.replace("system: [site, tools]", "system: [site, tools, page]"))

    assert "trusts more values" in dict(lint(tmp_path))["answer.de"][0].sentence


def test_prompt_for_other_values_is_refused(tmp_path: Path) -> None:
    """A prompt of an earlier release would not be given what it takes."""
    (tmp_path / "small.prompt").write_text(SMALL)
    (fault,) = faults_in(read("small", "", tmp_path), load("answer"))

    assert "input.schema must be the same" in fault.sentence


def test_schema_of_an_unknown_kind_is_told_with_its_path() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "array", "items": {"type": "date"}}}, "required": ["a"]}

    assert [path for path, _ in schema_faults({**schema, "additionalProperties": False})] == [
        ("properties", "a", "items")
    ]


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        (True, {"type": "integer"}),
        (3, {"type": "number", "maximum": 2}),
        ("c", {"type": "string", "enum": ["a", "b"]}),
        ([1, "2"], {"type": "array", "items": {"type": "integer"}}),
    ],
)
def test_value_outside_its_schema_is_told(value: object, schema: dict[str, object]) -> None:
    assert len(list(value_faults(value, schema))) == 1
