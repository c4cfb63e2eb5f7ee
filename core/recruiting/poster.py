"""A search profile on paper: a poster on A4 and a flyer on A5, one page each (PDF/UA-1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import TYPE_CHECKING

from core.recruiting.drawing import INK, mark, street
from core.recruiting.qr import qr_svg
from core.web.formats import long_date
from core.web.themes import Ramp
from core.wording import _, in_dutch

if TYPE_CHECKING:
    from core.documents.pdf import Json

PART_OF_STREET = "250 20 1000 230"


class Paper(StrEnum):
    """On what it is printed; the value stands in the address."""

    POSTER = "poster"
    FLYER = "flyer"


_PAPERS = {Paper.POSTER: ("a4", 1.0), Paper.FLYER: ("a5", 0.7071)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on it. `address` is the short link of one channel, `made_on` the file's date."""

    programme: str
    title: str
    lines: tuple[str, ...]
    seeks: tuple[str, ...]
    gives: tuple[str, ...]
    contact_name: str
    contact_phone: str
    address: str
    until: date
    made_on: date
    ramp: Ramp


@in_dutch()
def poster_pdf(sheet: Sheet, paper: Paper = Paper.POSTER) -> bytes:
    """The sheet as a tagged PDF of one page; equal sheets, equal bytes. Raises PdfError."""
    from core.documents.pdf import make_pdf  # typesetting: seven megabytes, for who makes a PDF

    template = files("core.recruiting").joinpath("poster.typ").read_text(encoding="utf-8")
    name, scale = _PAPERS[paper]
    data: dict[str, Json] = {"paper": name, "scale": scale, **_words(sheet), **_pictures(sheet)}
    return make_pdf(template, data, title=sheet.title, author=sheet.programme, on=sheet.made_on)


def _words(sheet: Sheet) -> "dict[str, Json]":
    host, slash, path = shown(sheet.address).partition("/")
    return {
        "programme": sheet.programme,
        "lines": list(sheet.lines),
        "seek_words": _("Dit zoeken we"),
        "seeks": list(sheet.seeks),
        "give_words": _("Dit krijgt u"),
        "gives": list(sheet.gives),
        "call": _("Past dit bij u?"),
        "reach": reach(sheet),
        "host": host,
        "path": slash + path,
        "until": _(
            "U zit nergens aan vast. Dit zoekprofiel staat open tot en met %(day)s.",
            day=long_date(sheet.until),
        ),
        "qr_words": _("QR-code: open dit zoekprofiel op %(address)s", address=shown(sheet.address)),
    }


def _pictures(sheet: Sheet) -> "dict[str, Json]":
    return {
        "dark": sheet.ramp[600],
        "ground": sheet.ramp[100],
        "ink": INK,
        "mark": mark(sheet.ramp),
        "street": street(sheet.ramp, PART_OF_STREET),
        "qr": qr_svg(sheet.address),
    }


def reach(sheet: Sheet) -> str:
    """How somebody answers: by phone when there is a number, and always at the address."""
    address = shown(sheet.address)
    if not sheet.contact_phone:
        return _("Kijk op %(address)s", address=address)
    if not sheet.contact_name:
        return _(
            "Bel %(phone)s, of kijk op %(address)s", phone=sheet.contact_phone, address=address
        )
    return _(
        "Bel %(name)s: %(phone)s, of kijk op %(address)s",
        name=sheet.contact_name, phone=sheet.contact_phone, address=address,
    )  # fmt: skip


def shown(address: str) -> str:
    """An address as people read it aloud: without "https://"."""
    return address.partition("://")[2] or address
