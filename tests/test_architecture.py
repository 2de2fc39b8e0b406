"""The shape of the code: who may import whom, what lies where, how long things may be, how they are called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sorted(path for folder in ("desk", "workers", "tests", "tools") for path in (ROOT / folder).rglob("*.py"))
OURS = [path for path in PYTHON if path.is_relative_to(ROOT / "desk") or path.is_relative_to(ROOT / "workers")]
FRONTEND = sorted(path for path in (ROOT / "desk/frontend").rglob("*") if path.suffix in {".ts", ".tsx", ".css"})
TEMPLATES = sorted((ROOT / "desk/templates").rglob("*.html"))

LONGEST_FUNCTION, LONGEST_FILE = 60, 400

# From the bottom to the top: each may import what stands above it in this list, and itself.
LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "vocabulary errors clock ids environment yaml_lines gate logs memory background commands embedded",
        "record tool_file",
        "wire config tables limits actors supervisor gunicorn_conf keyring",
        "events engine event_log extensions",
        "customer_events",
        "database",
        "unit_of_work",
        "customers staff knowledge",
        "conversations",
        "bot assignment",
        "outcomes realtime jobs",
        "web composition",
        "widget dashboard supervision admin demo",
        "schema",
        "app evaluation",
        "cli wsgi workers __init__",
        "__main__",
    )
)

# A library and the only places that may import it when they run.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "openai": ("desk/bot/llm_call.py", "desk/bot/embeddings.py"),
    "celery": ("workers/", "desk/jobs.py"),
    "httpx2": ("desk/bot/", "desk/knowledge/"),
    "prometheus_client": ("desk/web/",),
    "flask": (
        *("desk/widget/", "desk/dashboard/", "desk/supervision/", "desk/admin/", "desk/web/", "desk/realtime/"),
        *("desk/app.py", "desk/extensions.py", "desk/schema.py", "desk/demo/pages.py"),
    ),
}

# Names that say nothing. A library's own term may stay in a name that extends it.
EMPTY_WORDS = {"manager", "helper", "helpers", "utils", "util", "data", "info", "handle", "misc", "common"}
NOT_OURS = {
    "managers": "python-socketio calls them client managers",
    "HintManager": "the same",
    "LocalManager": "the same",
    "WriteOnlyManager": "the same",
    "_handle_emit": "python-socketio's name for what is overridden",
    "handle_error": "the standard library's",
    "handle_starttag": "the same",
    "handle_endtag": "the same",
    "handle_data": "the same",
    "handle_request": "httpx2's name for what is overridden",
    "data": "the field of an envelope that an event fills",
}


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def part_of(path: Path) -> str:
    """Return what a file belongs to: its folder below desk/, or its own name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return "workers" if parts[0] == "workers" else parts[1]


def imported_parts(path: Path) -> set[str]:
    """Return the parts of desk and workers that a file imports, for types, too."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module == "desk":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= _part(node.module)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                found |= _part(alias.name)
    return found


def _part(module: str) -> set[str]:
    first, _, rest = module.partition(".")
    if first == "workers":
        return {"workers"}
    return {rest.split(".")[0]} if first == "desk" and rest else set()


def runtime_imports(path: Path) -> Iterator[str]:
    """Yield the names of modules that are imported when the code runs, not only for types."""
    for node in _without_type_checking(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _without_type_checking(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING":
            continue
        yield child
        yield from _without_type_checking(child)


def level(part: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if part in layer)


def test_every_part_has_its_place() -> None:
    assert {part_of(path) for path in OURS} == {part for layer in LAYERS for part in layer}


def test_imports_point_downwards() -> None:
    wrong = {
        f"{relative(path)} imports {imported}"
        for path in OURS
        for imported in imported_parts(path) - {part_of(path)}
        if level(imported) >= level(part_of(path))
    }

    assert wrong == set()


@pytest.mark.parametrize("library", LIBRARIES)
def test_library_is_imported_in_its_place_only(library: str) -> None:
    places = LIBRARIES[library]
    families = {"flask": ("flask", "apiflask", "flask_")}.get(library, (library,))
    wrong = {
        relative(path)
        for path in OURS
        if any(
            name.split(".")[0] == f or (f.endswith("_") and name.startswith(f))
            for name in runtime_imports(path)
            for f in families
        )
        and not relative(path).startswith(places)
    }

    assert wrong == set()


def test_environment_is_read_in_one_place() -> None:
    """Everything else is given its settings as an object; `embedded` passes on what it was given."""
    found = {relative(path) for path in OURS if re.search(r"os\.environ\b|getenv", path.read_text())}

    assert found == {"desk/environment.py"}


def test_commit_is_called_in_one_place() -> None:
    found = {
        relative(path)
        for path in OURS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    }

    assert found == {"desk/database.py"}


def test_functions_are_short() -> None:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    functions = [(path, node) for path in PYTHON for node in ast.walk(tree(path)) if isinstance(node, kinds)]
    lengths = {f"{relative(path)}: {f.name}": (f.end_lineno or 0) - f.lineno + 1 for path, f in functions}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_files_are_short() -> None:
    """Made files are as long as what they are made from; style sheets are lists."""
    files = [*PYTHON, *(path for path in FRONTEND if path.suffix != ".css" and ".gen." not in path.name)]
    lengths = {relative(path): len(path.read_text().splitlines()) for path in files}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def words(name: str) -> set[str]:
    """Return the words of a snake_case or CamelCase name."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_names_say_something() -> None:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    named = {(path, node.name) for path in OURS for node in ast.walk(tree(path)) if isinstance(node, kinds)}
    named |= {(path, path.stem) for path in OURS}

    empty = {f"{relative(path)}: {name}" for path, name in named if words(name) & EMPTY_WORDS and name not in NOT_OURS}

    assert empty == set()


def test_templates_hold_no_script_and_no_style() -> None:
    """The policy of every page refuses what is written into it."""
    texts = {relative(path): re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL) for path in TEMPLATES}
    scripts = {
        name: [tag for tag in re.findall(r"<script\b[^>]*>", text) if not re.search(r" src=|application/json", tag)]
        for name, text in texts.items()
    }
    others = {name: re.findall(r"<style\b|\sstyle=|\son\w+=|javascript:", text) for name, text in texts.items()}

    assert {name: found for name, found in (scripts | others).items() if found} == {}
    assert not any(scripts.values())


def test_pages_name_no_other_host() -> None:
    files = [*TEMPLATES, *(path for path in FRONTEND if not path.name.endswith((".test.ts", ".gen.ts")))]
    foreign = re.compile(r"""["'(`](?:https?:|wss?:)?//(?!www\.w3\.org/|\$\{)\w[^"'`)]*""")
    found = {relative(path): foreign.findall(path.read_text()) for path in files}

    assert {name: addresses for name, addresses in found.items() if addresses} == {}


def test_front_end_sets_text_as_text() -> None:
    banned = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|dangerouslySet|document\.write|\beval\(|new Function\("
    )
    found = {relative(path): banned.findall(path.read_text()) for path in FRONTEND}

    assert {name: words for name, words in found.items() if words} == {}
