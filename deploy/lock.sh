#!/bin/sh
# Write the lock files anew: every package that requirements.txt and requirements-dev.txt lead to, for
# Python 3.11 to 3.13 on any machine, in exact versions and with the hashes of its files; and the bill
# of materials drawn from them. Run it after each change of those two files: make lock
set -eu
cd "$(dirname "$0")/.."
[ -x .venv-lock/bin/uv ] || {
    python3 -m venv .venv-lock
    .venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
}
for name in requirements requirements-dev; do
    .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --fork-strategy fewest --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
        "$name.txt" --output-file "$name.lock.txt"
done
sh deploy/setup.sh requirements-dev.txt
.venv/bin/python -m docs_generator components
