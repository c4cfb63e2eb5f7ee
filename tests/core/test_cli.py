"""The command line: what it lists, and how it refuses."""

import socket
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from core.cli import COMMANDS, main
from core.launcher import LaunchRequest, Steps


def test_help_names_every_command() -> None:
    said = CliRunner().invoke(main, ["--help"]).output
    assert all(name in said for name in COMMANDS)


def test_an_unknown_command_is_named() -> None:
    refused = CliRunner().invoke(main, ["nonsense"])
    assert refused.exit_code == 2
    assert "No such command 'nonsense'" in refused.output


@pytest.mark.parametrize("command", ["demo", "up"])
def test_the_options_become_a_request(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[LaunchRequest] = []

    def note(request: LaunchRequest, steps: Steps) -> None:
        asked.append(request)

    monkeypatch.setattr("core.commands.launch.serve", note)
    arguments = [command, "--port", "8123", "--data", str(tmp_path), "--today", "2016-07-31"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert asked == [LaunchRequest(8123, tmp_path, command == "demo", date(2016, 7, 31))]


def test_a_port_in_use_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.launcher.port.PATIENCE", 0.0)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = CliRunner().invoke(main, ["demo", "--port", str(port), "--data", str(tmp_path)])
    assert refused.exit_code == 1
    assert f"PORT={port + 1} make demo" in refused.output
