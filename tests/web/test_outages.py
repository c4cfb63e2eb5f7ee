"""A database that is away, full or starting again: a page that says so, and no code."""

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from core.app import create_app
from core.settings import Settings
from core.web.outages import is_outage

AWAY = "postgresql+psycopg://nobody@/nothing?host=/nowhere"


@pytest.fixture
def without_database(settings: Settings) -> Iterator[Flask]:
    app = create_app(replace(settings, database_url=AWAY))
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    app.extensions["office"].database.close()


def test_every_page_says_that_we_are_away(without_database: Flask) -> None:
    answer = without_database.test_client().get("/", base_url="http://rhenen.localhost")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "We zijn even niet bereikbaar" in answer.text
    assert "Probeer het over een paar minuten opnieuw" in answer.text


def test_what_was_typed_is_shown(without_database: Flask) -> None:
    answer = without_database.test_client().post(
        "/een-gezin-aanmelden",
        data={"story": "Een vaste middag", "password": "geheim"},
        base_url="http://rhenen.localhost",
    )
    assert answer.status_code == 503
    assert "Een vaste middag" in answer.text
    assert "geheim" not in answer.text


def wrapped(error: psycopg.Error) -> OperationalError:
    return OperationalError("SELECT", {}, error)


@pytest.mark.parametrize(
    ("error", "out"),
    [
        (wrapped(psycopg.OperationalError("connection refused")), True),
        (wrapped(psycopg.errors.DiskFull()), True),
        (wrapped(psycopg.errors.CannotConnectNow()), True),
        (wrapped(psycopg.errors.TooManyConnections()), True),
        (wrapped(psycopg.errors.IoError()), True),
        (NoConnectionFree(), True),
        (wrapped(psycopg.errors.QueryCanceled()), False),
        (IntegrityError("INSERT", {}, psycopg.errors.UniqueViolation()), False),
        (ValueError(), False),
    ],
)
def test_what_counts_as_away(error: Exception, out: bool) -> None:
    assert is_outage(error) is out
