"""The library: written by the Stichting, read where the work is done."""

import io
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from flask import Flask

from core.attachments.scanning import CannotScan, Verdict
from core.console import document_files
from core.work import Office
from tenants.models import MethodDocumentFile
from tests.figures.operators import operator_browser
from tests.fixtures_web import Browser, Person
from tests.licences.granting import organisation


def share(operator: Browser, variant: str = "") -> str:
    title = f"Kennismaken {uuid4().hex[:8]}"
    told = {"title": title, "kind": "text", "variant": variant, "text": "Eerst.\n\nDan <b>dit</b>."}
    assert operator.post("/bibliotheek/nieuw", told).status_code == 303
    return title


def test_what_is_shared_is_read_until_it_is_withdrawn(
    app: Flask, office: Office, coordinator: Person, gemeente_officer: Person
) -> None:
    operator = operator_browser(app, office)
    title = share(operator)
    assert operator.post("/bibliotheek/nieuw", {"title": title}).status_code == 422
    browser = coordinator.browser
    page = browser.get("/methode").text
    assert title in page
    address = "/methode/" + page.split(title)[0].rsplit("/methode/", 1)[1].split('"')[0]
    read = browser.get(address).text
    assert "&lt;b&gt;dit" in read
    assert gemeente_officer.browser.get(address).status_code == 403
    assert browser.get(f"/methode/{uuid4()}").status_code == 404
    document = address.rsplit("/", 1)[1]
    change = f"/bibliotheek/{document}/wijzigen"
    told = {"title": f"{title}!", "kind": "text", "variant": "", "text": "Anders."}
    assert operator.post(change, told).status_code == 303
    assert "Anders." in browser.get(address).text
    operator.post(f"/bibliotheek/{document}/intrekken", page=change)
    assert browser.get(address).status_code == 404
    assert title not in operator.get("/bibliotheek").text
    assert "uit de bibliotheek" not in operator.get("/bibliotheek").text
    assert operator.get("/logboek").text.count(title) == 3


def test_a_licence_holder_reads_and_does_not_write(app: Flask, office: Office) -> None:
    title = share(operator_browser(app, office))
    holder = operator_browser(app, office, organisation(office))
    page = holder.get("/bibliotheek").text
    assert title in page
    assert "Eerst." in page
    for path in ("/bibliotheek/nieuw", f"/bibliotheek/{uuid4()}/wijzigen"):
        assert holder.get(path).status_code == 404
    assert holder.post("/bibliotheek/nieuw", page="/bibliotheek").status_code == 404


def a_file(text: str, name: str = "Uitleg VOG.txt") -> dict[str, object]:
    return {"file": (io.BytesIO(text.encode()), name)}


def test_a_document_may_be_a_file(
    app: Flask, office: Office, coordinator: Person, gemeente_officer: Person
) -> None:
    operator, browser = operator_browser(app, office), coordinator.browser
    title = f"Werkblad {uuid4().hex[:8]}"
    told = {"title": title, "kind": "document", "variant": "", "text": ""}
    assert operator.post("/bibliotheek/nieuw", told).status_code == 422
    shared = operator.post("/bibliotheek/nieuw", {**told, **a_file("Eerst luisteren.")})
    assert shared.status_code == 303
    page = browser.get("/methode").text
    address = "/methode/" + page.split(title)[0].rsplit("/methode/", 1)[1].split('"')[0]
    assert "Download Uitleg VOG.txt" in browser.get(address).text
    got = browser.get(f"{address}/bestand")
    assert got.data == b"Eerst luisteren."
    assert got.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in got.headers["Content-Security-Policy"]
    assert gemeente_officer.browser.get(f"{address}/bestand").status_code == 403
    document = address.rsplit("/", 1)[1]
    change = f"/bibliotheek/{document}/wijzigen"
    assert operator.post(change, {**told, **a_file("Ander.")}).status_code == 303
    assert operator.get(f"/bibliotheek/{document}/bestand").data == b"Ander."
    assert operator.post(change, {**told, "without_file": "ja"}).status_code == 422
    assert operator.post(change, {**told, "text": "Zo.", "without_file": "ja"}).status_code == 303
    assert browser.get(f"{address}/bestand").status_code == 404
    assert operator.get(f"/bibliotheek/{document}/bestand").status_code == 404


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BSN 111222333", "a.txt"),
        ("<html><script>", "a.txt"),
        ("MZ\0\0\1", "a.pdf"),
        ("x", "a.exe"),
    ],
)  # fmt: skip
def test_what_may_not_be_shared_is_refused(
    app: Flask, office: Office, text: str, name: str
) -> None:
    operator = operator_browser(app, office)
    told = {"title": f"Fout {name}", "kind": "text", "variant": "", "text": "Tekst."}
    answer = operator.post("/bibliotheek/nieuw", {**told, **a_file(text, name)})
    assert answer.status_code == 422
    assert f"Fout {name}" not in operator.get("/bibliotheek").text


def test_a_file_is_gone_with_its_document_and_scanned_before(
    app: Flask, office: Office, coordinator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    operator = operator_browser(app, office)
    title = f"Scan {uuid4().hex[:8]}"
    told = {"title": title, "kind": "text", "variant": "", "text": "", **a_file("Schoon.")}
    monkeypatch.setattr(document_files, "scanner_for", lambda _settings: Finds("Eicar"))
    assert "virus" in operator.post("/bibliotheek/nieuw", told).text
    told |= a_file("Schoon.")
    monkeypatch.setattr(document_files, "scanner_for", lambda _settings: Finds(None))
    assert "geen antwoord" in operator.post("/bibliotheek/nieuw", told).text
    told |= a_file("Schoon.")
    monkeypatch.setattr(document_files, "scanner_for", lambda _settings: Finds(""))
    assert operator.post("/bibliotheek/nieuw", told).status_code == 303
    page = coordinator.browser.get("/methode").text
    document = page.split(title)[0].rsplit("/methode/", 1)[1].split('"')[0]
    operator.post(f"/bibliotheek/{document}/intrekken", page=f"/bibliotheek/{document}/wijzigen")
    assert coordinator.browser.get(f"/methode/{document}/bestand").status_code == 404
    with office.database.console() as session:
        row = session.get(MethodDocumentFile, UUID(document))
        assert row is not None
        assert row.content == b""


@dataclass(frozen=True)
class Finds:
    """A scanner that finds this, or that gives no answer."""

    virus: str | None

    def scan(self, content: bytes) -> Verdict:
        assert content == b"Schoon."
        if self.virus is None:
            raise CannotScan("no answer")
        return Verdict(self.virus)
