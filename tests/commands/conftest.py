"""The command line, in the installation of the tests."""

import base64
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from core.cli import main
from core.work import Office

Command = Callable[..., Result]


@pytest.fixture
def command(office: Office, monkeypatch: pytest.MonkeyPatch) -> Command:
    settings = office.settings
    key = base64.urlsafe_b64encode(settings.master_key.secret).decode()
    for name, value in {
        "DATABASE_URL": settings.database_url,
        "WORKER_DATABASE_URL": settings.worker_database_url,
        "MASTER_KEY": key,
        "SECRET_KEY": settings.secret_key,
        "SECURE_COOKIES": "no",
        "PASSWORD_MEMORY_KIB": "8",
    }.items():
        monkeypatch.setenv(name, value)

    def run(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, words, input=typed)

    return run
