"""Logs tell what happened and where, never what somebody typed."""

import json
import os
import subprocess
import sys

from structlog.testing import capture_logs

from tests.fixtures_web import Browser, Person

FAILING = """
import logging, structlog
from core.logs import configure_logging
configure_logging()
configure_logging()
def fail():
    raise ValueError("geheim@voorbeeld.example")
try:
    fail()
except ValueError:
    logging.getLogger("library").exception("it failed")
    structlog.get_logger("ours").error("it failed", exc_info=True)
logging.getLogger("werkzeug").info("GET /gezinnen?naam=geheim")
"""


def test_an_exception_is_logged_without_its_words() -> None:
    run = subprocess.run(
        [sys.executable, "-c", FAILING], capture_output=True, text=True, check=True, env=os.environ
    )
    assert "geheim" not in run.stderr + run.stdout
    lines = [json.loads(line) for line in run.stderr.splitlines()]
    assert [(line["event"], line["exception"], line["level"]) for line in lines] == [
        ("it failed", "builtins.ValueError", "error")
    ] * 2
    assert lines[0]["at"][-1].endswith(" fail")


def test_a_request_is_logged_by_its_pattern(visitor: Browser) -> None:
    with capture_logs() as lines:
        visitor.get("/uitnodiging/een-geheim-kenmerk?naam=Anna")
    [line] = [line for line in lines if line["event"] == "request"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/uitnodiging/<token>", 410)
    assert line["endpoint"] == "accounts.accept"
    assert line["tenant"] == visitor.host.removesuffix(".localhost")
    assert "geheim" not in str(line)
    assert "Anna" not in str(line)


def test_ids_are_logged_as_they_are(admin: Person) -> None:
    member_id = admin.account.membership_id
    with capture_logs() as lines:
        admin.browser.get(f"/medewerkers/{member_id}")
    [line] = [line for line in lines if line["event"] == "request"]
    assert line["ids"] == [str(member_id)]
