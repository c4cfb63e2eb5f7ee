"""The library: written by the Stichting, read where the work is done."""

from uuid import uuid4

from flask import Flask

from core.work import Office
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
