"""Mail leaves by a job, to a real server; what goes wrong is kept without secrets."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit
from uuid import UUID

import pytest
import sqlalchemy as sa

from core.errors import Refused
from core.jobs.tasks import TryAgain
from core.jobs.worker import run_worker
from core.mail.letters import LEFT_ALONE, NoMailer, NullMailer, Silence, SmtpMailer, mailer_for
from core.mail.models import Message
from core.mail.sending import WAITS, deliver
from core.mail.services import send_again, send_mail
from core.settings import Settings
from core.tasks import TASKS
from core.work import Office
from tenants.context import TenantContext
from tests.fixtures_web import Working
from tests.mail.servers import HandClock, mail_server, silent_server

SECRET = "https://x.example/uitnodiging/geheim"


@pytest.fixture
def written(working: Working) -> UUID:
    with working() as work:
        return send_mail(work, "test", "anna@voorbeeld.example", "Een\nonderwerp", SECRET)


def posted(url: str) -> SmtpMailer:
    return SmtpMailer(url, "van@voorbeeld.example", "voorbeeld.example")


def kept(working: Working, message_id: UUID) -> tuple[Message, str]:
    with working() as work:
        message = work.find(Message, message_id)
        return message, work.vault.open(Message.body, message.id, message.body)


def waiting(office: Office, message_id: UUID) -> list[bool]:
    """Of each job of this message, whether it is for later."""
    engine = sa.create_engine(office.settings.worker_database_url)
    mine = sa.text(
        "SELECT coalesce(scheduled_at > now(), false) FROM procrastinate_jobs"
        " WHERE args ->> 'message_id' = :id ORDER BY id"
    )
    with engine.connect() as connection:
        later = list(connection.scalars(mine, {"id": str(message_id)}))
    engine.dispose()
    return later


def test_the_worker_sends_what_was_committed(
    office: Office, tenant: TenantContext, working: Working, written: UUID
) -> None:
    with mail_server() as (url, inbox):
        sending = Office(office.database, replace(office.settings, smtp_url=url), office.clock)
        run_worker(sending, TASKS, wait=False)
    mine = [mail for mail in inbox.taken if mail["Message-ID"] == f"<{written}@localhost>"]
    assert [(mail["To"], mail["Subject"]) for mail in mine] == [
        ("anna@voorbeeld.example", "Een onderwerp")
    ]
    assert tenant.name in str(mine[0]["From"])
    parts = [part for part in mine[0].walk() if not part.is_multipart()]
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    for part in parts:
        assert SECRET in part.get_payload(decode=True).decode()  # type: ignore[union-attr]
    message, body = kept(working, written)
    assert (message.attempts, message.last_error) == (1, None)
    assert message.sent_at is not None
    assert body == ""


def test_a_message_is_sent_once(working: Working, written: UUID) -> None:
    with mail_server() as (url, inbox):
        for _time in range(2):
            with working() as work:
                assert deliver(work, written, posted(url)) is None
    assert len(inbox.taken) == 1


def test_a_server_that_refuses_for_now_is_tried_again(working: Working, written: UUID) -> None:
    with mail_server("451 4.3.0 anna@voorbeeld.example later") as (url, _inbox), working() as work:
        assert isinstance(deliver(work, written, posted(url)), TryAgain)
    message, body = kept(working, written)
    assert (message.failed_at, message.attempts) == (None, 1)
    assert message.last_error == "De mailserver weigert dit adres (code 451)."
    assert body == SECRET


def test_a_server_that_refuses_for_good_is_not_tried_again(working: Working, written: UUID) -> None:
    with mail_server("550 5.1.1 no anna@voorbeeld.example") as (url, _inbox), working() as work:
        assert deliver(work, written, posted(url)) is None
    message, _body = kept(working, written)
    assert message.failed_at is not None
    assert message.last_error == "De mailserver weigert dit adres (code 550)."


def test_a_server_that_hangs_costs_no_more_than_the_timeout(
    working: Working, written: UUID
) -> None:
    with silent_server() as url, working() as work:
        assert isinstance(deliver(work, written, posted(url)), TryAgain)
    assert kept(working, written)[0].last_error == "De mailserver antwoordde niet op tijd."


def test_what_was_not_tried_uses_up_no_attempt(
    office: Office, working: Working, written: UUID
) -> None:
    """However long it lasts, the letter comes back when the silence is over."""
    clock = HandClock()
    silence = Silence(clock)
    with mail_server() as (url, inbox):
        mailer = SmtpMailer(url, "van@voorbeeld.example", "voorbeeld.example", silence)
        silence.begins(urlsplit(url).netloc)
        for _time in range(len(WAITS) + 2):
            with working() as work:
                assert deliver(work, written, mailer) is None
        message, body = kept(working, written)
        assert (message.attempts, message.failed_at, message.sent_at) == (0, None, None)
        assert message.last_error == "De mailserver antwoordde niet op tijd."
        assert body == SECRET
        assert waiting(office, written) == [False] + [True] * (len(WAITS) + 2)
        clock.now = LEFT_ALONE
        with working() as work:
            assert deliver(work, written, mailer) is None
    assert len(inbox.taken) == 1
    message, _body = kept(working, written)
    assert (message.attempts, message.last_error) == (1, None)


@pytest.mark.parametrize(
    "url", ["smtp://127.0.0.1:1/?timeout=1", "smtp://geheim:wachtwoord@127.0.0.1:1/?starttls=1"]
)
def test_a_server_that_is_not_there(working: Working, written: UUID, url: str) -> None:
    with working() as work:
        assert isinstance(deliver(work, written, posted(url)), TryAgain)
    error = kept(working, written)[0].last_error or ""
    assert error == "De mailserver is niet te bereiken."


def test_a_server_without_tls_is_not_trusted_with_a_password(
    working: Working, written: UUID
) -> None:
    with mail_server() as (url, inbox), working() as work:
        outcome = deliver(work, written, posted(f"{url}&starttls=1"))
    assert not inbox.taken
    assert outcome is None
    assert kept(working, written)[0].failed_at is not None


def test_after_the_last_attempt_it_has_failed(working: Working, written: UUID) -> None:
    for _time in range(len(WAITS) + 1):
        with working() as work:
            outcome = deliver(work, written, NoMailer())
    assert outcome is None
    assert kept(working, written)[0].failed_at is not None
    with working() as work:
        send_again(work, written)
    message, _body = kept(working, written)
    assert (message.failed_at, message.attempts, message.last_error) == (None, 0, None)
    with pytest.raises(Refused), working() as work:
        send_again(work, written)


def test_in_the_demo_the_text_is_kept(office: Office, tenant: TenantContext) -> None:
    demo = Office(office.database, replace(office.settings, is_demo=True), office.clock)
    with demo.work(tenant) as work:
        message_id = send_mail(work, "test", "anna@voorbeeld.example", "Onderwerp", SECRET)
    with demo.work(tenant) as work:
        deliver(work, message_id, mailer_for(demo.settings))
        message = work.find(Message, message_id)
        assert work.vault.open(Message.body, message_id, message.body) == SECRET


def test_the_settings_choose_who_delivers(settings: Settings) -> None:
    choose: Callable[..., object] = lambda **given: mailer_for(replace(settings, **given))  # noqa: E731
    assert isinstance(choose(), NoMailer)
    assert isinstance(choose(smtp_url="smtp://x"), SmtpMailer)
    assert isinstance(choose(smtp_url="smtp://x", is_demo=True), NullMailer)
