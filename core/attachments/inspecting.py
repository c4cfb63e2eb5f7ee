"""May this document be kept here? What it is, what is in it, and what it must not be.

A photo of a VOG or a passport cannot be told from another photo: there the person who adds it
says that it is none.
"""

import re

from core.attachments.kinds import Looked, family_of
from core.attachments.office import look_at_office
from core.attachments.pdfs import look_at_pdf
from core.attachments.pictures import look_at_picture
from core.bsn import without_bsn
from core.errors import Refused
from core.wording import _

_MACHINE_LINE = re.compile(r"(?<![A-Z0-9<])(?=[A-Z0-9<]*<<)[A-Z0-9<]{28,46}(?![A-Z0-9<])")
"""A line for machines, as passports, identity cards and permits have (ICAO 9303)."""
_NAMED = re.compile(
    r"\b(vog|verklaring omtrent( het)? gedrag|paspoort|passport|id ?kaart|id ?bewijs|"
    r"identiteits ?(kaart|bewijs)|rijbewijs|verblijfs ?(vergunning|document)|bsn)\b"
)
_VOG = re.compile(r"verklaring\s+omtrent\s+het\s+gedrag", re.IGNORECASE)
_ISSUED = re.compile(r"justis|geen\s+bezwaar|justitiële\s+(en|documentatie)", re.IGNORECASE)
_MARKUP = re.compile(r"<\s*(!doctype|html|svg|script|iframe|\?xml|\?php|body|object)", re.I)


def inspect(name: str, content: bytes) -> Looked:
    """The document as it may be kept; raises Refused with what to do instead."""
    _refuse_named(name)
    looked = _look(content)
    _refuse_papers(looked.text)
    _refuse_bsn(looked.text)
    return looked


def inspect_shared(content: bytes) -> Looked:
    """A document for everybody, as it may be shared; raises Refused with what to do instead.

    It may be called after a VOG: it explains one.
    """
    looked = _look(content)
    _refuse_bsn(looked.text)
    return looked


def _refuse_bsn(text: str) -> None:
    if without_bsn(text) != text:
        raise Refused(
            _(
                "In dit bestand staat een burgerservicenummer. Dat mogen wij niet bewaren. Haal "
                "het eruit of streep het door, en kies het bestand opnieuw."
            ),
            "file",
        )


def _look(content: bytes) -> Looked:
    family = family_of(content)
    if family == "pdf":
        return look_at_pdf(content)
    if family in ("jpg", "png"):
        return look_at_picture(family, content)
    return look_at_office(content) if family == "zip" else _look_at_text(content)


def _look_at_text(content: bytes) -> Looked:
    text = _decoded(content)
    if _MARKUP.search(text) or text.startswith(("#!", "MZ", "{\\rtf")):
        raise Refused(
            _("Dit is een webpagina of een programma, geen gewone tekst. Bewaar het als PDF."),
            "file",
        )
    return Looked("txt", text.encode(), text)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _refuse_named(name: str) -> None:
    words = re.sub(r"[\W_]+", " ", name.lower())
    if _NAMED.search(words):
        raise _no_papers()


def _refuse_papers(text: str) -> None:
    if len(_MACHINE_LINE.findall(text)) >= 2 or (_VOG.search(text) and _ISSUED.search(text)):
        raise _no_papers()


def _no_papers() -> Refused:
    return Refused(
        _(
            "Dit lijkt een VOG of een identiteitsbewijs. Die bewaren wij nooit. Noteer alleen dat "
            "u het zag en wanneer, bij VOG, en laat het papier bij het gezin."
        ),
        "file",
    )
