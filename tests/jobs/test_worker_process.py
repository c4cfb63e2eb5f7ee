"""The worker as a process of its own: its heartbeat is seen, and it stops when told to."""

import base64
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from core.mail.models import Message
from core.mail.services import send_mail
from core.work import Office
from tenants.context import TenantContext
from tests.mail.servers import mail_server


@pytest.fixture
def environment(office: Office) -> dict[str, str]:
    settings = office.settings
    return {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "WORKER_DATABASE_URL": settings.worker_database_url,
        "MASTER_KEY": base64.urlsafe_b64encode(settings.master_key.secret).decode(),
        "SECRET_KEY": settings.secret_key,
    }


def test_a_worker_sends_mail_is_seen_and_stops(
    app: Flask, office: Office, tenant: TenantContext, environment: dict[str, str]
) -> None:
    with mail_server() as (url, inbox):
        command = [sys.executable, "-m", "core.cli", "worker"]
        worker = subprocess.Popen(command, env={**environment, "SMTP_URL": url})
        try:
            wait_for(lambda: is_ready(app))
            with office.work(tenant) as work:
                message_id = send_mail(work, "test", "anna@voorbeeld.example", "Onderwerp", "x")
            # Told by the database: well within the five seconds of its next look.
            wait_for(lambda: is_sent(office, tenant, message_id), seconds=4)
        finally:
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(15) == 0
    assert [mail["To"] for mail in inbox.taken] == ["anna@voorbeeld.example"]


def is_ready(app: Flask) -> bool:
    return app.test_client().get("/readyz").json == {"status": "ok", "worker": True}


def is_sent(office: Office, tenant: TenantContext, message_id: UUID) -> bool:
    with office.work(tenant) as work:
        return work.find(Message, message_id).sent_at is not None


def wait_for(done: Callable[[], bool], seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < ends, "it takes too long"
        time.sleep(0.1)
