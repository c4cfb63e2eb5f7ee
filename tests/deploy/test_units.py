"""The systemd units are read by systemd itself, where it is."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_has_no_remark(tmp_path: Path) -> None:
    for unit in UNITS.iterdir():
        # The programs are installed on the server only.
        words = re.sub(r"(?m)^(Exec\w+=)/opt/\S+", r"\1/bin/true", unit.read_text())
        (tmp_path / unit.name).write_text(words)
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *paths],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
