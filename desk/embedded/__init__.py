"""The pieces of `desk up`: one machine, one command. Light: no Flask, no SQLAlchemy."""


class CannotStart(Exception):
    """The desk cannot start, or not go on; the text is a sentence that says what to do."""


class StopAsked(Exception):
    """Someone pressed Ctrl-C or sent a signal to stop: the way out, and no failure."""
