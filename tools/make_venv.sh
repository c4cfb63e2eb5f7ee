#!/bin/sh
# Make .venv with the first Python on this machine that is new enough.
set -eu

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

chosen=""
for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if new_enough "$candidate"; then
        chosen=$candidate
        break
    fi
done

if [ -z "$chosen" ]; then
    echo "Python 3.11 or newer is needed and was not found." >&2
    echo "Install it, or name it: make demo PYTHON=/path/to/python3" >&2
    exit 1
fi

if ! "$chosen" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "This Python cannot make a virtual environment: its module ensurepip is missing." >&2
    echo "On Debian and Ubuntu: apt-get install python3-venv" >&2
    exit 1
fi

echo "Making .venv with $("$chosen" --version) ..."
# --clear: an environment whose interpreter has gone is of no use.
"$chosen" -m venv --clear .venv
