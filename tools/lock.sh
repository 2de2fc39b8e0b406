#!/bin/sh
# Turns requirements/*.in into locks with hashes that serve every platform and name no host.
set -e
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
# In this order: a lock agrees with those before it.
for name in runtime build dev postgres node; do
    echo "requirements/$name.lock"
    uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-header "requirements/$name.in" --output-file "requirements/$name.lock"
done
