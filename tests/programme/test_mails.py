"""Texts of mails: plain, with known placeholders, and always with a way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.mail.letters import Letter, SmtpMailer
from core.mail.shell import html_of
from core.mail.texts import LETTERS, LetterKind, check, example, filled
from core.work import Office
from tenants.context import TenantContext
from tests.accounts.people import mails
from tests.fixtures_web import Person

PATH = "/instellingen/mails/invitation"
OWN = {"subject": "Doe mee in {programma}", "body": "Hallo! Klik hier: {link}\n\nTot snel, {rol}."}
NEW = {"name": "Nieuwe Collega", "email": "x@voorbeeld.example", "role": "coordinator"}


@pytest.mark.parametrize("kind", LETTERS.values(), ids=LETTERS)
def test_every_standard_text_can_be_sent(kind: LetterKind) -> None:
    check(kind, str(kind.subject), str(kind.body))
    subject, body = example(kind, str(kind.subject), str(kind.body))
    assert "{" not in subject + body


def test_an_own_text_is_sent_and_the_standard_comes_back(
    admin: Person, office: Office, tenant: TenantContext
) -> None:
    browser = admin.browser
    assert "standaardtekst" in browser.get(PATH).text
    assert browser.post(PATH, OWN).status_code == 303
    assert "eigen tekst" in browser.get("/instellingen/mails").text
    browser.post("/medewerkers/uitnodigen", NEW)
    _to, body = mails(office, tenant)[-1]
    assert body.startswith("Hallo! Klik hier: http")
    assert body.endswith("Tot snel, coördinator.")
    assert browser.post(f"{PATH}/standaard", page=PATH).status_code == 303
    browser.post("/medewerkers/uitnodigen", {**NEW, "email": "y@voorbeeld.example"})
    assert "Beste collega" in mails(office, tenant)[-1][1]
    back = browser.get(PATH).text.split(f"{PATH}/terug/")[1].split('"')[0]
    assert browser.post(f"{PATH}/terug/{back}", page=PATH).status_code == 303
    assert "Hallo! Klik hier" in browser.get(PATH).text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"body": "Zonder weg naar binnen"}, "Zonder {link} werkt deze mail niet"),
        ({"body": "{link} {gezin}"}, "Dit kennen wij hier niet: {gezin}"),
        ({"body": "{link} {{ config }}"}, "Dit kennen wij hier niet"),
        ({"body": "{link} {link.__class__}"}, "Dit kennen wij hier niet"),
        ({"subject": "Kijk: {link}"}, "In een onderwerp kan dit niet"),
    ],
)
def test_a_text_that_cannot_be_is_refused(admin: Person, change: dict[str, str], says: str) -> None:
    page = admin.browser.post(PATH, {**OWN, **change})
    assert page.status_code == 422
    assert says in page.text.replace("&#123;", "{").replace("&#125;", "}")
    assert "standaardtekst" in admin.browser.get(PATH).text


def test_an_example_is_shown_and_not_kept(admin: Person) -> None:
    page = admin.browser.post(PATH, {**OWN, "doe": "voorbeeld"})
    assert page.status_code == 200
    assert "Doe mee in Lopik" in page.text
    assert "standaardtekst" in admin.browser.get(PATH).text


def test_of_two_who_write_at_once_the_second_is_told(admin: Person) -> None:
    admin.browser.post(PATH, {**OWN, "versie": "0"})
    page = admin.browser.post(PATH, {**OWN, "subject": "Iets anders", "versie": "0"})
    assert page.status_code == 422
    assert "heeft dit intussen gewijzigd" in page.text
    assert "Dit is nu bewaard" in page.text
    assert 'value="Iets anders"' in page.text


def test_a_mail_that_is_none(admin: Person, coordinator: Person) -> None:
    assert admin.browser.get("/instellingen/mails/bestaat-niet").status_code == 404
    for path in ("/instellingen/mails", PATH):
        assert coordinator.browser.get(path).status_code == 403


@given(st.text(), st.text())
def test_a_value_is_filled_in_once(text: str, value: str) -> None:
    once = filled("{a} en {b}", {"a": "{b}" + value, "b": text})
    assert once == f"{{b}}{value} en {text}".strip()


def test_the_html_says_the_same_and_carries_nothing_out() -> None:
    html = html_of("Buurtgezinnen", "Dag", "<script>x</script>\n\nhttps://a.example/b?c=1&d=2\nen")
    assert "<script>" not in html
    assert '<a href="https://a.example/b?c=1&amp;d=2"' in html
    letter = Letter("1", "Buurtgezinnen", "a@b.example", "Dag", "Hallo")
    message = SmtpMailer("smtp://localhost", "x@y.example", "y.example")._message(letter)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
