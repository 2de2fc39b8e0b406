"""What supervisors may ask for. Anything not declared here is refused."""

from __future__ import annotations

from desk.assignment import whatif


class AskWhatIf(whatif.Question):
    """Play a day, as it was or made up, as it is and under changes."""
