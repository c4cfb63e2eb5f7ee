"""An environment apart, as on a server: the product from its wheel, and plugins beside it.

It borrows the libraries of the environment that runs the tests; the product itself and the plugins
are installed into it, without a network.
"""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
_BABEL = """#!/bin/sh
exec "{python}" -m babel.messages.frontend "$@"
"""
_PIP = """#!/bin/sh
case "$1" in install) more="--no-deps --no-build-isolation";; esac
exec "{uv}" -m uv pip "$@" $more --offline --quiet --python "{python}"
"""


class ScratchEnvironment:
    """A folder with a Python, the command `buurtgezinnen` and a `pip` that stays at home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        venv.create(folder, with_pip=False, symlinks=True)
        self.python = folder / "bin" / "python"
        self.packages = next(folder.glob("lib/python*/site-packages"))
        borrowed = Path(sysconfig.get_path("purelib"))
        # No .pth files of there: what is installed there for editing would be found as well.
        (self.packages / "borrowed.pth").write_text(f"{borrowed}\n")
        self._command("pip", _PIP.format(uv=sys.executable, python=self.python))
        self._command("pybabel", _BABEL.format(python=self.python))

    def _command(self, name: str, script: str) -> None:
        file = self.folder / "bin" / name
        file.write_text(script)
        file.chmod(0o755)

    def install(self, *wheels: Path) -> None:
        """Install wheels."""
        self.run("pip", "install", *map(str, wheels))

    def run(
        self, *words: str, variables: Mapping[str, str] | None = None, folder: Path | None = None
    ) -> str:
        """Run a command; returns what it says, and fails with it when it fails."""
        done = subprocess.run(
            words, env=self.environment(variables or {}), cwd=folder or self.folder,
            capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, f"{words}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def environment(self, variables: Mapping[str, str]) -> dict[str, str]:
        """The variables of a process that runs here, with these beside them."""
        return {
            **{name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ},
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            **variables,
        }


def wheel_of(source: Path, into: Path) -> Path:
    """Build the wheel of a package."""
    into.mkdir(parents=True, exist_ok=True)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into)]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    return next(into.glob("*.whl"))
