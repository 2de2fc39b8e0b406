"""Run the tests in two processes: what computes much and waits for nothing beside all the rest.

`python -m tests.side_by_side tests/bot tests/knowledge` runs these beside the others; its output follows when both have
ended, and it fails when one of them did.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

PYTEST = (sys.executable, "-m", "pytest")


def main(beside: list[str]) -> int:
    """Run both halves; return 0 when both passed."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as kept:
        quietly = [*PYTEST, "-p", "no:cacheprovider", *beside]
        other = subprocess.Popen(quietly, stdout=kept, stderr=subprocess.STDOUT)
        try:
            rest = subprocess.run([*PYTEST, *(f"--ignore={path}" for path in beside)], check=False).returncode
            ended = other.wait()
        finally:
            other.kill()
        kept.seek(0)
        sys.stdout.write(kept.read())
    return rest or ended


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
