#!/bin/sh
# Install the peer of the bench in a virtual environment of its own, outside the repository.
set -eu
folder=$1
here=$(dirname "$0")/../bench/peers
if [ ! -x "$folder/bin/python" ]; then
	python3 -m venv "$folder"
fi
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt"
echo "$folder/bin/python"
