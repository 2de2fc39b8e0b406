#!/bin/sh
# Finds a Python that can run the desk, then hands over to tools/setup.py.
cd "$(dirname "$0")/.." || exit 1

usable() {
    "$1" -I -S -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if [ -n "$PYTHON" ]; then
    usable "$PYTHON" && exec "$PYTHON" -m tools.setup "$@"
    echo "PYTHON=$PYTHON does not run, or is older than Python 3.11." >&2
    exit 1
fi

# 3.12 and 3.11 come first because for them there is a Redis server among the packages.
for candidate in .venv/bin/python python3.12 python3.11 python3.13 python3; do
    usable "$candidate" && exec "$candidate" -m tools.setup "$@"
done
echo "The desk needs Python 3.11 or newer, and none was found." >&2
echo "Install it (Debian: apt-get install python3 python3-venv), or name one: make $1 PYTHON=python3.12" >&2
exit 1
