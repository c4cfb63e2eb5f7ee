"""Documents in a family's file: brought, opened, taken away, brought back, erased."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from core.accounts.models import Role
from core.attachments import jobs, services
from core.attachments.models import Attachment, AttachmentPart, AttachmentState
from core.attachments.scanning import CannotScan, Verdict
from core.attachments.sealing import PIECE
from core.errors import NeedsReason, Refused
from core.families.models import FamilyRole
from core.families.services import become_offering, close_file
from core.web.forms.upload import MB
from core.web.routes import BODIES
from core.work import Office
from tenants.context import TenantContext
from tenants.keys import CannotOpen
from tests.attachments.samples import office as docx
from tests.attachments.samples import photo
from tests.casework import make_family
from tests.fixtures_web import TODAY, Person, Working, hire

TEXT = b"Verslag van het gesprek met Noah"


def bring(person: Person, path: str, name: str, content: bytes, **also: str) -> TestResponse:
    data = {"file": (io.BytesIO(content), name), "no_papers": "ja", **also}
    return person.browser.post(path, data)


@pytest.fixture
def family(coordinator: Person, working: Working) -> UUID:
    with working() as work:
        return make_family(work, FamilyRole.ASKING, coordinator_id=coordinator.actor.id)


@pytest.fixture
def add(coordinator: Person, working: Working, family: UUID) -> Callable[..., UUID]:
    def add(content: bytes = TEXT, **settings: str) -> UUID:
        with working(coordinator.actor) as work:
            work.settings = replace(work.settings, **settings)  # type: ignore[arg-type]
            return services.attach(work, family, FamilyRole.ASKING, "Verslag.txt", content)

    return add


def test_brought_shown_and_downloaded(
    coordinator: Person, gemeente_officer: Person, family: UUID, working: Working
) -> None:
    path = f"/gezinnen/{family}/bijlagen/vraag"
    assert "Er zijn nog geen bijlagen" in coordinator.browser.get(path).text
    content = docx()
    assert bring(coordinator, path, "Plan Noah & ik.docx", content).status_code == 303
    page = coordinator.browser.get(path).text
    assert "Plan Noah &amp; ik.docx" in page
    assert "Bijlage toegevoegd" in coordinator.browser.get(f"/gezinnen/{family}").text
    with working() as work:
        row = work.session.scalars(select(Attachment)).one()
    got = coordinator.browser.get(f"/bijlagen/{row.id}")
    assert got.get_data() == content
    assert got.headers["Content-Disposition"].startswith('attachment; filename="Plan Noah _ ik')
    assert "UTF-8''Plan%20Noah%20%26%20ik.docx" in got.headers["Content-Disposition"]
    assert got.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "Bijlage gedownload" in coordinator.browser.get(f"/gezinnen/{family}/wie-keek-mee").text
    assert gemeente_officer.browser.get(f"/bijlagen/{row.id}").status_code == 403
    assert gemeente_officer.browser.get(path).status_code == 403


@pytest.mark.parametrize(
    ("name", "content", "also", "words"),
    [
        ("foto.jpg", photo(), {"no_papers": ""}, "paspoort"),
        ("verslag.exe", b"MZ", {}, "Dit soort bestand"),
        ("verslag.pdf", b"MZ\x00", {}, "niet aannemen"),
        ("VOG.pdf", TEXT, {}, "Die bewaren wij nooit"),
        ("leeg.txt", b"", {}, "leeg"),
    ],
)
def test_refused_with_words_and_nothing_kept(
    name: str, content: bytes, also: dict[str, str], words: str, coordinator: Person, family: UUID,
    working: Working,
) -> None:  # fmt: skip
    answer = bring(coordinator, f"/gezinnen/{family}/bijlagen/vraag", name, content, **also)
    assert answer.status_code == 422
    assert words in answer.text
    with working() as work:
        assert work.session.scalars(select(Attachment)).all() == []


def test_a_body_far_too_big_is_not_read(
    app: Flask, coordinator: Person, family: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = "attachments.attachments"
    assert app.extensions[BODIES][endpoint] == services.MOST_BYTES + 2 * MB
    monkeypatch.setitem(app.extensions[BODIES], endpoint, 2000)
    answer = bring(coordinator, f"/gezinnen/{family}/bijlagen/vraag", "groot.txt", b"x" * 3000)
    assert answer.status_code == 413


def test_sealed_in_pieces_with_a_key_of_its_own(add: Callable[..., UUID], working: Working) -> None:
    content = TEXT + b" " * PIECE
    attachment_id = add(content)
    with working() as work:
        parts = work.session.scalars(select(AttachmentPart)).all()
        assert len(parts) == 2
        assert not any(b"Noah" in part.body.data for part in parts)
        with pytest.raises(CannotOpen):  # not even the tenant's own vault
            work.vault.open(AttachmentPart.body, parts[0].id, parts[0].body)
        name, kind, opened = services.open_attachment(work, attachment_id)
        assert (name, kind, opened) == ("Verslag.txt", "txt", content)


def test_away_and_back_today_and_gone_tomorrow(
    add: Callable[..., UUID], coordinator: Person, family: UUID, working: Working
) -> None:
    one, other = add(), add()
    page = f"/gezinnen/{family}/bijlagen/vraag"
    for attachment_id in (one, other):
        away = coordinator.browser.post(f"/bijlagen/{attachment_id}/weg", page=page)
        assert away.status_code == 303
        assert coordinator.browser.get(f"/bijlagen/{attachment_id}").status_code == 404
    assert "vannacht gewist" in coordinator.browser.get(page).text
    assert "Bijlage toegevoegd" not in coordinator.browser.get(f"/gezinnen/{family}").text
    coordinator.browser.post(f"/bijlagen/{one}/terug", page=page)
    assert coordinator.browser.get(f"/bijlagen/{one}").status_code == 200
    with working() as work:
        work.today = TODAY + timedelta(days=1)
        with pytest.raises(Refused):
            services.bring_back(work, other)
        jobs.attachments_by_night(work)
    with working() as work:
        assert work.session.scalars(select(Attachment.id)).all() == [one]
        assert len(work.session.scalars(select(AttachmentPart)).all()) == 1


class Says:
    """A scanner that says always the same."""

    def __init__(self, verdict: Verdict | None) -> None:
        self.verdict = verdict

    def scan(self, content: bytes) -> Verdict:
        assert content == TEXT
        if self.verdict is None:
            raise CannotScan("it hangs")
        return self.verdict


def test_it_waits_for_the_scanner(
    add: Callable[..., UUID], coordinator: Person, family: UUID, working: Working
) -> None:
    attachment_id = add(clamav_url="tcp://127.0.0.1:1")
    path = f"/gezinnen/{family}/bijlagen/vraag"
    assert "wordt nog gecontroleerd" in coordinator.browser.get(path).text
    for scanner in (Says(None), None):
        with working() as work:
            assert jobs.scan(work, attachment_id, scanner) is not None
        waits = coordinator.browser.get(f"/bijlagen/{attachment_id}")
        assert waits.status_code == 409
        assert "Noah" not in waits.text
    with working() as work:
        assert jobs.scan(work, attachment_id, Says(Verdict())) is None
    assert coordinator.browser.get(f"/bijlagen/{attachment_id}").get_data() == TEXT


def test_a_virus_is_erased_at_once(
    add: Callable[..., UUID], coordinator: Person, family: UUID, working: Working
) -> None:
    attachment_id = add(clamav_url="tcp://127.0.0.1:1")
    with working() as work:
        assert jobs.scan(work, attachment_id, Says(Verdict("Eicar"))) is None
    with working() as work:
        row = work.find(Attachment, attachment_id)
        assert (row.state, row.key) == (AttachmentState.REFUSED, None)
        assert work.session.scalars(select(AttachmentPart)).all() == []
    page = coordinator.browser.get(f"/gezinnen/{family}/bijlagen/vraag").text
    assert "virus gevonden" in page
    assert coordinator.browser.get(f"/bijlagen/{attachment_id}").status_code == 409


def test_a_big_one_is_refused(add: Callable[..., UUID]) -> None:
    with pytest.raises(Refused, match="10 MB"):
        add(b"x" * (services.MOST_BYTES + 1))


def test_a_file_gets_full(
    add: Callable[..., UUID], working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_IN_A_FILE", len(TEXT) + 5)
    add()
    with pytest.raises(Refused, match="100 MB"):
        add()


def test_the_closed_file_of_a_former_role_stays_closed(
    app: Flask, office: Office, tenant: TenantContext, add: Callable[..., UUID], family: UUID,
    working: Working,
) -> None:  # fmt: skip
    attachment_id = add()
    now = hire(app, office, tenant, Role.COORDINATOR, "Wie het is")
    with working() as work:
        become_offering(work, family, now.account.membership_id)
    for path in (f"/bijlagen/{attachment_id}", f"/gezinnen/{family}/bijlagen/vraag"):
        answer = now.browser.get(path)
        assert (answer.status_code, "reden" in answer.location) == (302, True)
    with working(now.actor) as work, pytest.raises(NeedsReason):
        services.open_attachment(work, attachment_id)


def test_a_closed_file_takes_and_loses_nothing(
    add: Callable[..., UUID], coordinator: Person, family: UUID, working: Working
) -> None:
    attachment_id = add()
    with working(coordinator.actor) as work:
        close_file(work, family, FamilyRole.ASKING, "moved")
    with working(coordinator.actor) as work:
        with pytest.raises(Refused):
            services.attach(work, family, FamilyRole.ASKING, "nog.txt", TEXT)
        with pytest.raises(Refused):
            services.delete_attachment(work, attachment_id)
        assert services.open_attachment(work, attachment_id)[2] == TEXT
