"""Colours that can be read, a logo without secrets in it, and the way back from both."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from PIL import Image, PngImagePlugin
from werkzeug.test import TestResponse

from core.programme.look import redrawn
from core.web.themes import contrast_faults, made_of, make_ramp
from core.work import Office
from tenants.context import TenantContext
from tenants.database import Database
from tenants.directory import find_by_id
from tenants.provisioning import CannotProvision, describe
from tests.fixtures_web import Browser, Person, host_of

PATH = "/instellingen/kleuren"
COLOURS = {"hue": "150", "chroma": "115", "own": ""}
SECRET = "Geheimenaar"


def now(office: Office, tenant: TenantContext) -> TenantContext:
    with office.database.registry() as session:
        found = find_by_id(session, tenant.id)
    assert found is not None
    return found


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 300)) -> bytes:
    image, out = Image.new("RGB", size, "#a03070"), BytesIO()
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", SECRET)
    image.save(out, kind, **({"pnginfo": said} if kind == "PNG" else {}))
    return out.getvalue()


def send_logo(person: Person, content: bytes, name: str = "logo.png") -> TestResponse:
    page = person.browser.get("/instellingen/logo").text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    data: dict[str, Any] = {
        "csrf_token": token, "logo": (BytesIO(content), name), "logo_alt": "Logo van ons",
    }  # fmt: skip
    answer = person.browser.client.post(
        "/instellingen/logo", data=data, base_url=f"http://{person.browser.host}",
        content_type="multipart/form-data",
    )  # fmt: skip
    answer.request.environ["wsgi.input"].close()  # a large one lies in a file
    return answer


def logo_of(person: Person) -> str:
    page = person.browser.get(PATH).text
    return page.split('buurt-brand__logo" src="')[1].split('"')[0]


def test_colours_are_kept_and_put_back(
    admin: Person, office: Office, tenant: TenantContext
) -> None:
    before = (tenant.hue, tenant.chroma)
    assert admin.browser.post(PATH, COLOURS).status_code == 303
    found = now(office, tenant)
    assert (found.hue, found.chroma) == (150, 115)
    page = admin.browser.get(PATH).text
    assert "tenant-150-115" in page
    assert "door Ada Beheer" in page
    back = page.split("/instellingen/kleuren/terug/")[1].split('"')[0]
    assert admin.browser.post(f"{PATH}/terug/{back}", page=PATH).status_code == 303
    found = now(office, tenant)
    assert (found.hue, found.chroma) == before


def test_an_example_is_shown_and_not_kept(
    admin: Person, office: Office, tenant: TenantContext
) -> None:
    page = admin.browser.post(PATH, {**COLOURS, "doe": "voorbeeld"})
    assert page.status_code == 200
    assert "tenant-150-115" in page.text
    assert "nog niet bewaard" in page.text
    assert now(office, tenant).hue == tenant.hue
    assert "tenant-20-90" in admin.browser.get(f"{PATH}?toon=20&sterkte=90").text
    assert admin.browser.get(f"{PATH}?toon=x&sterkte=99999").status_code == 200


@pytest.mark.parametrize("colour", ["#ffee00", "#8fd3ff", "#ffffff"])
def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can(
    admin: Person, office: Office, tenant: TenantContext, colour: str
) -> None:
    page = admin.browser.post(PATH, {**COLOURS, "own": colour})
    assert page.status_code == 422
    assert "heeft een contrast van" in page.text
    assert f'value="{colour}"' in page.text
    nearest = page.text.split("Kies bijvoorbeeld ")[1][:7]
    assert now(office, tenant).hue == tenant.hue
    assert admin.browser.post(PATH, {**COLOURS, "own": nearest}).status_code == 303
    assert contrast_faults(make_ramp(now(office, tenant).hue, 0.1)) == []


def test_a_colour_of_ones_own_is_taken_apart() -> None:
    hue, chroma = made_of(make_ramp(222, 0.085)[500])
    assert hue in (222, 223)
    assert 80 < chroma < 90, "less than asked where sRGB has no more"
    with pytest.raises(ValueError, match="colour"):
        made_of("red")


def test_of_two_who_save_colours_the_second_is_told(admin: Person) -> None:
    admin.browser.post(PATH, {**COLOURS, "versie": "0"})
    again = admin.browser.post(PATH, {**COLOURS, "hue": "10", "versie": "0"})
    assert again.status_code == 422
    assert "heeft dit intussen gewijzigd" in again.text


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_again_without_what_was_hidden(kind: str) -> None:
    content = redrawn(picture(kind))
    with Image.open(BytesIO(content)) as image:
        assert (image.format, image.size) == ("PNG", (480, 160))
        assert not image.info
    assert SECRET.encode() not in content


def test_a_logo_stands_on_every_page_of_its_own_tenant(
    app: Flask, admin: Person, visitor: Browser, other_tenant: TenantContext
) -> None:
    assert send_logo(admin, picture()).status_code == 303
    address = logo_of(admin)
    page = visitor.get("/").text
    assert address in page
    assert 'alt="Logo van ons"' in page
    sent = visitor.get(address)
    assert (sent.status_code, sent.mimetype) == (200, "image/png")
    again = visitor.get(address, headers={"If-None-Match": sent.headers["ETag"]})
    assert again.status_code == 304
    assert Browser(app, host_of(other_tenant)).get(address).status_code == 404
    assert admin.browser.post("/instellingen/logo/weg", page=PATH).status_code == 303
    assert address not in visitor.get("/").text


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "logo.svg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "logo.png"),
        (b"\x89PNG\r\n\x1a\n and no more", "logo.png"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "logo.png"),
        (b"x" * 1_100_000, "logo.png"),
    ],
)
def test_what_is_no_logo_is_refused(
    admin: Person, office: Office, tenant: TenantContext, content: bytes, name: str
) -> None:
    assert send_logo(admin, content, name).status_code in (413, 422)
    assert now(office, tenant).logo == ""


def test_a_bomb_is_refused(admin: Person) -> None:
    assert send_logo(admin, picture(size=(9000, 3000))).status_code == 422


def test_a_tenant_describes_itself_and_no_more(database: Database, tenant: TenantContext) -> None:
    with pytest.raises(CannotProvision):
        describe(database, tenant.id, slug="zaanstad")


def test_inhabitants_with_day_source_and_history(admin: Person) -> None:
    path = "/instellingen/inwoners"
    told = {"inhabitants": "20.500", "inhabitants_on": "1-1-2026", "inhabitants_source": "CBS 2026"}
    assert admin.browser.post(path, told).status_code == 303
    assert "20.500" in admin.browser.get("/instellingen").text
    page = admin.browser.get(path).text
    assert "20.000" in page
    assert "CBS 2026" in page
    late = admin.browser.post(path, {**told, "inhabitants_on": "1-1-2030"})
    assert late.status_code == 422


def test_only_an_admin_may(coordinator: Person, gemeente_officer: Person) -> None:
    for person in (coordinator, gemeente_officer):
        for path in (PATH, "/instellingen/logo", "/instellingen/inwoners"):
            assert person.browser.get(path).status_code == 403
