"""Find the Chromium that the browser tests drive; as a command, see that there is one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "The browser tests need Chromium, and none was found.\n"
    "Install it (Debian and Ubuntu: sudo apt-get install chromium), or name it:\n"
    "    CHROMIUM=/path/to/chromium make test"
)


def find_chromium() -> Path | None:
    """Return the browser that CHROMIUM names, or the first one on the PATH, or None."""
    named = os.environ.get("CHROMIUM")
    names = (named,) if named else NAMES
    found = next((path for name in names if (path := shutil.which(name))), None)
    return Path(found) if found else None


def install_by_apt() -> None:
    """Install Debian's Chromium; does nothing where that needs a password or another tool."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=environment, check=False)
    install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"]
    subprocess.run(install, env=environment, check=False)


def main() -> int:
    """Return 0 when a browser is there, if need be after installing one."""
    if find_chromium() is None:
        install_by_apt()
    found = find_chromium()
    sys.stdout.write(f"Browser tests run in {found}\n" if found else MISSING + "\n")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
