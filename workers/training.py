"""Training, apart from all answering: a process of its own, of low priority, with an end.

`python -m workers.training` trains once and stores the result.
"""

from __future__ import annotations

import structlog

from desk import composition
from desk.config import load
from desk.knowledge import learning
from workers.apart import Apart, step_back

log = structlog.get_logger(__name__)

apart = Apart("workers.training")


def train_if_due() -> None:
    """Start a training when articles have changed since the last one; at most one at a time, with pauses."""
    apart.start(lambda: learning.is_due() and learning.begin())


def train() -> None:
    """Learn from what is published now, and put the result into use."""
    # Here, not above: workers must not carry what only training needs.
    from desk.knowledge.packed import packed  # noqa: PLC0415
    from desk.knowledge.rankers import made  # noqa: PLC0415

    knowledge, lessons = learning.lessons()
    built = made(lessons)
    learning.store(packed(built[0]) if built else b"", knowledge=knowledge)
    log.info("ranker_trained", articles=len(lessons), learned=len(built[0].articles) if built else 0)


def main() -> None:
    """Be the training process."""
    step_back()
    composition.bind(load())
    train()


if __name__ == "__main__":
    main()
