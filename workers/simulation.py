"""A simulation, apart from all answering: a process of its own, of low priority, with an end.

`python -m workers.simulation` reads a question, as JSON, from its input, and writes lines that say how far it is; the
last has the result, or the error. The web process starts it for a supervisor; nothing is written to the database.
"""

from __future__ import annotations

import sys
import time

from desk import logs, unit_of_work
from desk.assignment.replay import played_day
from desk.assignment.whatif import Question, WhatIfLine, compare
from desk.config import load
from desk.engine import make_engine
from desk.errors import DeskError
from workers.apart import step_back

EVERY_S = 0.2


class Lines:
    """What is written: how far it is, a few times a second."""

    def __init__(self) -> None:
        self._due = 0.0

    def tell(self, done: float) -> None:
        """Say how far it is, unless that was said just now."""
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + EVERY_S
            self.write(WhatIfLine(done=round(done, 3)))

    def write(self, line: WhatIfLine) -> None:
        """Write a line at once: somebody looks at it."""
        sys.stdout.write(line.model_dump_json() + "\n")
        sys.stdout.flush()


def main() -> None:
    """Be the simulating process."""
    step_back()
    question = Question.model_validate_json(sys.stdin.read())
    lines = Lines()
    lines.tell(0)
    settings = load()
    logs.configure(log_format=settings.log_format, level=settings.log_level)
    # Only what reads: whoever waits for the answer should not wait for what else a process is made of.
    unit_of_work.database.bind(make_engine(settings.sqlalchemy_url, pool_size=1), pool_size=1)
    try:
        comparison = compare(played_day(question), question, lines.tell)
    except DeskError as error:
        lines.write(WhatIfLine(done=1, error=error.as_dict()))
    else:
        lines.write(WhatIfLine(done=1, comparison=comparison))


if __name__ == "__main__":
    main()
