"""`python -m desk` is the same as `desk`."""

from desk.cli import main

main()
