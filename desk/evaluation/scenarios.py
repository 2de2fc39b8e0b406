"""Scripted conversations: their shape in YAML, and how they are read. docs/scenarios.md explains the format."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from desk.evaluation.model_wire import Fault
from desk.evaluation.report import BadFile
from desk.vocabulary import BotDecision, EscalationReason

OURS = Path(__file__).parent / "scenarios"
ARTICLES = "articles"


def _listed(value: Any) -> Any:  # noqa: ANN401  what a file holds
    """One thing stands for a list of one."""
    return value if isinstance(value, list) else [value]


class Part(BaseModel):
    """A piece of a scenario; a key that nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Part):
    """What the scripted model sends for one request: a decision, a raw text, or a fault.

    `think_s` seconds pass before the first letter, `pause_s` between the pieces of the stream. A fault that cuts the
    stream cuts the decision given beside it.
    """

    decision: str = "answer"
    reply: str = ""
    sources: list[str] = []
    confidence: float = 0.9
    reason: str = "none"
    evidence: str = ""
    choices: list[str] = []
    text: str | None = None
    fault: Fault | None = None
    think_s: float = Field(default=0.0, ge=0, le=60)
    pause_s: float = Field(default=0.0, ge=0, le=5)

    def answer(self) -> dict[str, object]:
        """Return the object that a well-behaved model would send."""
        keys = ("decision", "confidence", "sources", "reason", "evidence", "choices", "reply")
        return {key: getattr(self, key) for key in keys}


Status = Literal["bot", "people", "queued", "assigned", "resolved", "closed"]


class Expected(Part):
    """What must have come of a step; what is not named may be anything. `people` is queued or assigned."""

    decision: BotDecision | None = None
    reason: EscalationReason | None = None
    sources: list[str] | None = None
    contains: Annotated[list[str], BeforeValidator(_listed)] = []
    lacks: Annotated[list[str], BeforeValidator(_listed)] = []
    packet: Annotated[list[str], BeforeValidator(_listed)] = []
    choices: int | None = None
    answers: int | None = None
    is_stopped: bool | None = None
    status: Status | None = None


class Step(Part):
    """One thing that somebody does: the customer writes or presses, staff act, or nothing happens for a while."""

    say: Annotated[list[str], BeforeValidator(_listed)] = []
    press: Literal["human", "stop", "end"] | None = None
    staff: Literal["take_over", "hand_back", "resolve", "requeue", "close"] | None = None
    write: str | None = None
    note: str | None = None
    quiet_s: float | None = Field(default=None, ge=0, le=30)
    # How far to wait before the next step; a message waits until it is answered, anything else for nothing.
    until: Literal["answered", "asked", "streaming", "sent"] | None = None
    model: Annotated[list[Words], BeforeValidator(_listed)] = []
    asks_for_person: bool = False
    expect: Expected = Expected()

    @model_validator(mode="after")
    def _one_act(self) -> Self:
        acts = [self.say or None, self.press, self.staff, self.write, self.note, self.quiet_s]
        if sum(act is not None for act in acts) != 1:
            message = "A step is one of say, press, staff, write, note, quiet_s."
            raise ValueError(message)
        return self


class Scenario(Part):
    """One scripted conversation. `online`: somebody of the staff is there; `model`: a scripted model answers."""

    name: str
    tags: list[str] = []
    model: bool = False
    online: bool = True
    locale: str = "en"
    page: str = "/"
    steps: list[Step] = Field(min_length=1)

    @model_validator(mode="after")
    def _script_needs_model(self) -> Self:
        if not self.model and any(step.model for step in self.steps):
            message = "A step scripts the model, but the scenario does not say `model: true`."
            raise ValueError(message)
        return self


def read(directory: Path) -> list[Scenario]:
    """Return the scenarios of all YAML files of a directory; each file holds a list of them. Raises BadFile."""
    found = [scenario for path in sorted(directory.glob("*.yaml")) for scenario in _of_file(path)]
    if not found:
        message = f"There is no scenario in {directory}. Put lists of scenarios into *.yaml files there."
        raise BadFile(message)
    names = [scenario.name for scenario in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        message = f"Two scenarios are called {', '.join(twice)}. Give each a name of its own."
        raise BadFile(message)
    return found


def _of_file(path: Path) -> list[Scenario]:
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(given, list):
            raise BadFile(f"{path}: this is no list of scenarios. Begin each with a dash: - name: ...")
        return [Scenario.model_validate(one) for one in given]
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"{path}: {where or error.title}: {first['msg']}"
        raise BadFile(message) from error
    except yaml.YAMLError as error:
        message = f"{path}: this is no YAML ({error})."
        raise BadFile(message) from error


def fingerprint(directory: Path) -> str:
    """Return the SHA-256 of all scenarios and articles of a directory: equal ones were played alike."""
    digest = hashlib.sha256()
    for path in sorted([*directory.glob("*.yaml"), *(directory / ARTICLES).glob("*.md")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
