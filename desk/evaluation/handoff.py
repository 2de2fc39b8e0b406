"""`desk eval handoff`: who asks for a person gets one, and nobody else is sent away.

Lines are {"text", "label"} and, if wanted, "lang": `escalate` or `handoff` is a direct request for a person, `offer` an
indirect one, null neither. Each line is one first message of a customer, decided by the policy of the desk itself.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from desk.bot.decision import Brief, Decision
from desk.bot.policy import first_look
from desk.evaluation.report import BadFile, finish, hashes, interval, read_lines, tell
from desk.vocabulary import BotDecision, EscalationReason

DIRECT, INDIRECT = ("escalate", "handoff"), "offer"
LABELS = (*DIRECT, INDIRECT, None)
SHOWN = 20
TURNS = 6


@dataclass(frozen=True, slots=True)
class Judged:
    """One line with what the policy made of it."""

    text: str
    label: str | None
    language: str
    decision: Decision | None

    @property
    def is_direct(self) -> bool:
        """Whether the customer asks for a person."""
        return self.label in DIRECT

    @property
    def is_escalated(self) -> bool:
        """Whether the customer goes to people at once, for whatever reason."""
        return self.decision is not None and self.decision.kind is BotDecision.ESCALATE

    @property
    def is_offered(self) -> bool:
        """Whether the customer is asked whether a person shall come."""
        return self.decision is not None and self.decision.kind is BotDecision.OFFER

    @property
    def is_taken_for_request(self) -> bool:
        """Whether the line counts as a request: it went to people, and not only because of its topic."""
        is_request = self.decision is not None and self.decision.escalation is EscalationReason.CUSTOMER_REQUEST
        return self.is_escalated and (is_request or self.is_direct)

    @property
    def is_wrong(self) -> bool:
        """Whether the line was decided otherwise than its label says."""
        if self.is_direct:
            return not self.is_escalated
        if self.label == INDIRECT:
            return not self.is_offered
        return self.is_taken_for_request


@click.command(name="handoff")
@click.option("--test", "test", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--train", "train", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One line of JSON instead of a table and the lines it got wrong.")
def command(test: Path, train: Path | None, *, as_json: bool) -> None:
    """Measure requests for a person: recall, precision, false fires, and how often a hint is answered by an offer."""
    if train is not None:
        tell(f"{train} is not used: the policy is made of rules and learns nothing.")
    try:
        lines = read_lines(test, "text", "label")
        judged = [_judged(line) for line in lines]
    except BadFile as error:
        raise click.ClickException(str(error)) from error
    tell(f"{len(judged)} lines decided; drawing samples for the intervals.")
    report = measure(judged) | {"data": hashes(test)}
    finish(report, as_json=as_json, headline=_headline(report))
    if not as_json:
        sys.stdout.writelines(f"{line}\n" for line in _wrong(judged))


def _judged(line: dict[str, Any]) -> Judged:
    if line["label"] not in LABELS:
        message = f"The label {line['label']!r} is none of escalate, handoff, offer and null."
        raise BadFile(message)
    language = str(line.get("lang") or "en")
    return Judged(str(line["text"]), line["label"], language, first_look(_brief(str(line["text"]), language)))


def _brief(text: str, language: str) -> Brief:
    return Brief(
        site="",
        question=text,
        history=(),
        passages=(),
        locale=language,
        page="/",
        human_can_come=True,
        has_offered=False,
        turns_left=TURNS,
    )


def measure(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return the figures, each with its 95 % interval; None where the lines say nothing about one.

    `recall`: the share of direct requests that go to people at once. `precision`: the share of direct requests among
    what was taken for one. `offer_recall`: the share of hints that are answered by an offer. `false_fires`: the share
    of other lines that were taken for a request. A sensitive topic goes to people, too, but the labels do not say
    whether it is one: `sensitive_fires` is the share of other lines that were.
    """
    direct = [line for line in judged if line.is_direct]
    taken = [line for line in judged if line.is_taken_for_request]
    hints = [line for line in judged if line.label == INDIRECT]
    others = [line for line in judged if line.label is None]
    report: dict[str, Any] = {}
    shares: tuple[tuple[str, list[Judged], Callable[[Judged], bool]], ...] = (
        ("recall", direct, lambda line: line.is_escalated),
        ("precision", taken, lambda line: line.is_direct),
        ("offer_recall", hints, lambda line: line.is_offered),
        ("false_fires", others, lambda line: line.is_taken_for_request),
        ("sensitive_fires", others, lambda line: line.is_escalated and not line.is_taken_for_request),
    )
    for name, rows, is_so in shares:
        report |= _share(name, [is_so(line) for line in rows])
    report["by_lang"] = {language: _of_language(judged, language) for language in sorted({j.language for j in judged})}
    report["counts"] = {"direct": len(direct), "offer": len(hints), "null": len(others)}
    report["rules"] = dict(Counter(line.decision.rule for line in judged if line.decision).most_common())
    return report


def _share(name: str, found: Sequence[bool]) -> dict[str, Any]:
    if not found:
        return {name: None, f"{name}_ci": None}
    return {name: _mean(found), f"{name}_ci": interval(found, _mean)}


def _mean(found: Sequence[bool]) -> float:
    return sum(found) / len(found)


def _of_language(judged: Iterable[Judged], language: str) -> dict[str, Any]:
    rows = [line for line in judged if line.language == language]

    def share(of: Callable[[Judged], bool], is_so: Callable[[Judged], bool]) -> float | None:
        found = [is_so(line) for line in rows if of(line)]
        return _mean(found) if found else None

    return {
        "lines": len(rows),
        "recall": share(lambda line: line.is_direct, lambda line: line.is_escalated),
        "precision": share(lambda line: line.is_taken_for_request, lambda line: line.is_direct),
        "offer_recall": share(lambda line: line.label == INDIRECT, lambda line: line.is_offered),
        "false_fires": share(lambda line: line.label is None, lambda line: line.is_taken_for_request),
    }


def _headline(report: dict[str, Any]) -> Iterable[tuple[str, object]]:
    for name in ("recall", "precision", "false_fires", "offer_recall", "sensitive_fires"):
        yield name, (report[name], report[f"{name}_ci"]) if report[name] is not None else "no such lines"
    yield "counts", report["counts"]
    yield from report["by_lang"].items()


def _wrong(judged: Iterable[Judged]) -> list[str]:
    wrong = [line for line in judged if line.is_wrong]
    shown = [f"  {line.label or 'null'} -> {_decided(line)}: {line.text}" for line in wrong[:SHOWN]]
    return [f"{len(wrong)} lines decided otherwise than labelled" + (", the first:" if shown else "."), *shown]


def _decided(line: Judged) -> str:
    return f"{line.decision.kind} ({line.decision.rule})" if line.decision else "left to the responder"
