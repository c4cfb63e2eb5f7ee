"""What is shipped: locks that pin everything and name no address, a wheel with all it needs."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("tenants", "core", "plugins", "migrations")
LOCKS = ("requirements.txt", "requirements-dev.txt")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert "find-links" not in text
    requirements = re.split(r"\n(?=\S)", text.strip())
    unpinned = [one for one in requirements if "==" not in one or "--hash=sha256:" not in one]
    assert unpinned == []


def test_both_locks_agree() -> None:
    runtime, tools = (
        {*re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.M)} for name in LOCKS
    )
    assert runtime <= tools


def test_the_npm_lock_names_no_address() -> None:
    lock = ROOT / "package-lock.json"
    assert not lock.exists() or '"resolved"' not in lock.read_text()


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        shipped = set(wheel.namelist())
    assert files_of_the_packages() - shipped == set()
    assert not any(name.startswith("tests/") for name in shipped)


def files_of_the_packages() -> set[str]:
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*"))
    return {
        path.relative_to(ROOT).as_posix()
        for path in found
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
