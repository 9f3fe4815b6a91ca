#!/bin/sh
# Make .venv hold what REQUIREMENTS names, exactly as locked: a package whose bytes are not those that
# its lock file knows is refused. Says in plain words what it does and what went wrong. Does nothing,
# in a moment, when that is done already.
set -eu
cd "$(dirname "$0")/.."
requirements=$1
lock=${requirements%.txt}.lock.txt

say() { printf '%s\n' "$*"; }
stop() { say "" "PeopleHub could not start: $1" "What to do: $2" >&2; exit 1; }

find_python() {
    for name in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
        [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 || continue
        "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
            2>/dev/null && { command -v "$name"; return; }
    done
    return 1
}

make_venv() {
    python=$(find_python) || stop "it needs Python 3.11, 3.12 or 3.13, and finds $(python3 --version 2>/dev/null || echo none)." \
        "install one of them, for example: sudo apt install python3 python3-venv"
    say "Making a Python environment in .venv with $($python --version) ..."
    rm -rf .venv
    "$python" -m venv .venv >.venv-log 2>&1 || {
        rm -rf .venv; tail -n 3 .venv-log; rm -f .venv-log
        stop "Python has no venv module, or the folder cannot be written." \
            "install it (sudo apt install python3-venv) and check that this folder is yours and the disk is not full"
    }
    rm -f .venv-log
}

free_kilobytes() { df -Pk . | awk 'NR == 2 { print $4 }'; }

wanted=$(cat requirements.txt "$requirements" "$lock" | cksum)
stamp=.venv/.$requirements.installed
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && [ -x .venv/bin/python ] && exit 0

[ "$(free_kilobytes)" -gt 600000 ] || stop "the disk has less than 600 MB free." "free some space and run this again"
[ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || make_venv
say "Installing what $requirements names. The first time this takes a minute or two ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" || \
    stop "some packages could not be installed (see the lines above)." \
        "check that this machine can reach the internet and the disk is not full, then run this again; if a hash does not match, do not go on: the package is not the one that was tested"
# The first start would compile all of it in memory that it then keeps.
.venv/bin/python -m compileall -q peoplehub migrations config.py wsgi.py >/dev/null 2>&1 || :
printf '%s' "$wanted" >"$stamp"
