"""Prompts in the database: kept unchanged, labelled, every move remembered; and which one a worker asks with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from sqlalchemy import func, select, update
from sqlalchemy.orm import sessionmaker
from structlog.testing import capture_logs

from desk.bot import prompt_store
from desk.bot.llm import ModelResponder
from desk.bot.prompt_choice import NOTICED_S, PromptChoice
from desk.bot.prompt_models import Label, PromptVersion
from desk.bot.prompt_source import Source
from desk.bot.prompts import PROMPTS, PromptError, load
from desk.config import Settings
from desk.database import Database
from desk.engine import make_engine
from desk.errors import Conflict, Invalid, NotFound
from desk.unit_of_work import action, current, query
from tests.bot.briefs import Screen, brief
from tests.doubles import FrozenClock
from tests.faults.model_server import ModelServer
from tests.threads import at_once, results

SHIPPED = load("answer").source


def changed(text: str = "Be brief.", source: Source = SHIPPED) -> Source:
    """Return a version that says one thing more to the model."""
    return replace(source, text=source.text.replace("Decide one thing,", f"{text} Decide one thing,"))


def german(source: Source = SHIPPED) -> Source:
    return replace(source, language="de", text=source.text.replace("name: answer\n", "name: answer\nlanguage: de\n"))


def into_production(source: Source, by: str = "ada") -> None:
    prompt_store.promote(source, to=Label.STAGING, by=by)
    prompt_store.promote(source, to=Label.PRODUCTION, by=by)


@query
def versions() -> int:
    return current().scalar(select(func.count()).select_from(PromptVersion)) or 0


@action
def tamper(source: Source) -> None:
    """Change a stored text behind the desk's back."""
    current().execute(
        update(PromptVersion)
        .where(PromptVersion.hash == source.hash)
        .values(source=source.text.replace("support team", "sales team"))
    )


def test_version_is_kept_once_and_found_by_its_digits(database: Database) -> None:
    prompt_store.keep(SHIPPED, by="file")
    prompt_store.keep(SHIPPED, by="somebody else")

    assert versions() == 1
    assert prompt_store.is_kept(SHIPPED)
    assert prompt_store.stored("answer", "", version=SHIPPED.version) == SHIPPED
    assert prompt_store.stored("answer", "", version=SHIPPED.hash) == SHIPPED


def test_version_that_is_not_there_or_not_clear_is_refused(database: Database) -> None:
    prompt_store.keep(SHIPPED, by="file")

    with pytest.raises(NotFound, match="0123456789ab"):
        prompt_store.stored("answer", "", version="0123456789ab")
    with pytest.raises(NotFound):
        prompt_store.stored("answer", "de", version=SHIPPED.version)
    with pytest.raises(Invalid, match="at least 6"):
        prompt_store.stored("answer", "", version="%")


def test_several_that_keep_the_same_at_once_make_one_version(database: Database) -> None:
    results(at_once(4, lambda _: prompt_store.keep(SHIPPED, by="file")))

    assert versions() == 1


def test_several_that_promote_at_once_leave_one_label_and_all_moves(database: Database) -> None:
    made = [changed(f"Version {number}.") for number in range(4)]
    results(at_once(4, lambda number: prompt_store.promote(made[number], to=Label.STAGING, by=str(number))))

    moves = prompt_store.moves("answer", "")
    assert {move.by for move in moves} == {"0", "1", "2", "3"}
    assert prompt_store.labelled("answer", "", Label.STAGING) in made


def test_labels_move_apart_and_every_move_is_remembered(database: Database, frozen_clock: FrozenClock) -> None:
    second = changed()
    into_production(SHIPPED)
    frozen_clock.advance(hours=1)
    prompt_store.promote(second, to=Label.STAGING, by="grace")

    assert prompt_store.labelled("answer", "", Label.PRODUCTION) == SHIPPED
    assert prompt_store.labelled("answer", "", Label.STAGING) == second
    assert prompt_store.labelled("answer", "", Label.DRAFT) is None
    assert [(move.label, move.version, move.by) for move in prompt_store.moves("answer", "")] == [
        (Label.STAGING, second.version, "grace"),
        (Label.PRODUCTION, SHIPPED.version, "ada"),
        (Label.STAGING, SHIPPED.version, "ada"),
    ]
    assert prompt_store.moves("answer", "")[0].at == frozen_clock.at


def test_production_takes_only_what_is_in_staging(database: Database) -> None:
    into_production(SHIPPED)

    with pytest.raises(Conflict, match="--to staging"):
        prompt_store.promote(changed(), to=Label.PRODUCTION, by="ada")
    assert prompt_store.labelled("answer", "", Label.PRODUCTION) == SHIPPED
    assert versions() == 1


def test_label_of_a_variant_is_its_own(database: Database) -> None:
    into_production(german())

    assert prompt_store.labelled("answer", "de", Label.PRODUCTION) == german()
    assert prompt_store.labelled("answer", "", Label.PRODUCTION) is None
    assert prompt_store.moves("answer", "") == ()


def test_label_that_is_taken_off_is_gone_and_remembered(database: Database) -> None:
    into_production(SHIPPED)
    prompt_store.withdraw("answer", "", label=Label.PRODUCTION, by="grace")

    assert prompt_store.labelled("answer", "", Label.PRODUCTION) is None
    assert (prompt_store.moves("answer", "")[0].version, prompt_store.moves("answer", "")[0].by) == ("", "grace")
    with pytest.raises(NotFound, match="no label to take off"):
        prompt_store.withdraw("answer", "", label=Label.PRODUCTION, by="grace")


class Seconds:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    shutil.copytree(PROMPTS, tmp_path / "prompts")
    return tmp_path / "prompts"


@pytest.fixture
def choice(directory: Path, seconds: Seconds) -> PromptChoice:
    return PromptChoice(directory, clock=seconds)


@pytest.fixture
def logged(database: Database) -> Iterator[list[structlog.typing.EventDict]]:
    with capture_logs() as lines:
        yield lines


def test_file_is_used_and_kept_while_nothing_is_in_production(database: Database, choice: PromptChoice) -> None:
    used = choice("answer", "en-GB")

    assert used.version == SHIPPED.version
    assert prompt_store.stored("answer", "", version=used.version) == SHIPPED


def test_moved_label_is_noticed_within_seconds(database: Database, choice: PromptChoice, seconds: Seconds) -> None:
    first = choice("answer", "en")
    into_production(changed())
    at_once_after = choice("answer", "en")
    seconds.now += NOTICED_S
    later = choice("answer", "en")
    prompt_store.withdraw("answer", "", label=Label.PRODUCTION, by="ada")
    seconds.now += NOTICED_S

    assert at_once_after is first
    assert later.version == changed().version
    assert "Be brief. Decide" in later.render(**later.sample)[0]["content"]
    assert choice("answer", "en") is first


def test_nearest_language_is_used(database: Database, choice: PromptChoice, directory: Path) -> None:
    (directory / "answer.de.prompt").write_text(german().text)

    assert choice("answer", "de-AT").language == "de"
    assert choice("answer", "fr").language == ""
    into_production(changed("Sei kurz.", german()))
    assert PromptChoice(directory)("answer", "de-AT").version == changed("Sei kurz.", german()).version


def test_production_for_all_does_not_hide_a_file_for_the_language(
    database: Database, choice: PromptChoice, directory: Path
) -> None:
    (directory / "answer.de.prompt").write_text(german().text)
    into_production(changed())

    assert choice("answer", "de").version == german().version
    assert choice("answer", "en").version == changed().version


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("=== user ===", "== user ==", "user"),
        ("{{ question }}", "{{ quest }}", "no value quest"),
        ("<<<message\n", "", "block"),
        ("site: {type: string}", "site: {type: boolean}", "input"),
        ("enum: [answer, clarify, offer, escalate, resolve, tool]", "enum: [answer]", "output.schema"),
    ],
)
def test_broken_production_falls_back_to_the_file_with_one_error(
    choice: PromptChoice, seconds: Seconds, logged: list[structlog.typing.EventDict], old: str, new: str, fault: str
) -> None:
    """A turn is never lost to a prompt, and the operator learns why the file is used."""
    assert old in SHIPPED.text
    into_production(replace(SHIPPED, text=SHIPPED.text.replace(old, new)))

    used = [choice("answer", "en").version, choice("answer", "en").version]

    assert used == [SHIPPED.version] * 2
    (error,) = [line for line in logged if line["log_level"] == "error"]
    assert error["event"] == "prompt_broken"
    assert fault in error["fault"]


def test_stored_text_that_was_changed_is_not_used(
    choice: PromptChoice, logged: list[structlog.typing.EventDict]
) -> None:
    """The hash says what was approved."""
    into_production(changed())
    tamper(changed())

    assert choice("answer", "en").version == SHIPPED.version
    assert "hash" in next(line["fault"] for line in logged if line["event"] == "prompt_broken")


def test_without_a_database_the_file_is_used(choice: PromptChoice) -> None:
    assert choice("answer", "en").version == SHIPPED.version


def test_unknown_prompt_is_refused(database: Database, choice: PromptChoice) -> None:
    with pytest.raises(PromptError, match=r"nothing\.prompt"):
        choice("nothing", "en")


@contextmanager
def away(database: Database, url: str) -> Iterator[None]:
    """Let the database be where nobody answers, as it is while it restarts."""
    kept, engine = database._sessions, make_engine(url, pool_size=1)
    database._sessions = sessionmaker(engine)
    yield
    database._sessions = kept
    engine.dispose()


@pytest.mark.parametrize("url", ["postgresql+psycopg://desk:x@127.0.0.1:1/desk", "sqlite:////nowhere/at/all.sqlite3"])
def test_database_that_is_away_stops_nobody(
    database: Database, choice: PromptChoice, seconds: Seconds, url: str
) -> None:
    """What was in production is asked with until the database is back, and without it the file."""
    into_production(changed())
    before = choice("answer", "en")
    seconds.now += NOTICED_S
    with away(database, url):
        assert choice("answer", "en") is before
        assert choice("handoff_summary", "en").version == load("handoff_summary").version
    seconds.now += NOTICED_S
    prompt_store.withdraw("answer", "", label=Label.PRODUCTION, by="ada")

    assert choice("answer", "en").version == SHIPPED.version
    assert choice("handoff_summary", "en").version == load("handoff_summary").version
    assert prompt_store.is_kept(load("handoff_summary").source)


def test_promoted_prompt_is_what_the_model_is_sent(
    database: Database, create_settings: Callable[..., Settings]
) -> None:
    """From the label to the wire, and the version that is told with the answer is the promoted one."""
    into_production(changed())
    with ModelServer() as server:
        settings = create_settings(openai_base_url=server.url, openai_api_key="for-tests", openai_model="scripted")
        answer = ModelResponder.from_settings(settings).respond(brief(), Screen().stream)

        assert "Be brief. Decide one thing," in server.requests[0]["messages"][0]["content"]
        assert (answer.prompt, answer.prompt_version) == ("answer", changed().version)
