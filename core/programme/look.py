"""The colours and the logo of a programme: checked, kept with every version, and put back.

What holds stands in the registry, so that every page knows it without a query. It is written
there last, in a transaction of its own: the logbook and the version are written already.
"""

import hashlib
import warnings
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image, UnidentifiedImageError
from sqlalchemy import select

from core.errors import NotFound, Refused
from core.programme.models import Logo
from core.programme.versions import add_version, find_version, require_last
from core.web.themes import ContrastFault, contrast_faults, faults_of, made_of, make_ramp
from core.wording import _
from core.work import Work
from tenants.database import Database
from tenants.provisioning import describe

TOPIC = "look"
MAX_CHROMA = 150
LARGEST = (480, 160)
MOST_PIXELS = 16_000_000
FORMATS = ("PNG", "JPEG", "WEBP")
_NAMES = ("hue", "chroma", "logo", "logo_alt")


class TooPale(Refused):
    """A colour on which text cannot be read; `nearest` is one that passes, as "#rrggbb"."""

    def __init__(self, colour: str, faults: list[ContrastFault], hue: int, chroma: int) -> None:
        worst = min(faults, key=lambda fault: fault.ratio)
        self.nearest = make_ramp(hue, chroma / 1000)[500]
        super().__init__(
            _(
                "%(colour)s is niet goed te lezen: %(first)s op %(second)s heeft een contrast van "
                "%(ratio)s en dat moet 4,5 zijn. Kies bijvoorbeeld %(nearest)s, dat lijkt erop.",
                colour=colour,
                first=_words(worst.text),
                second=_words(worst.ground),
                ratio=f"{worst.ratio:.2f}".replace(".", ","),
                nearest=self.nearest,
            ),
            "own",
        )


def _words(name: str) -> str:
    return _("deze kleur") if name == "500" else _("tint %(step)s", step=name) if name.isdecimal() \
        else name  # fmt: skip


def from_own(colour: str) -> tuple[int, int]:
    """The hue and chroma of a colour of one's own; raises TooPale when it cannot be read."""
    hue, chroma = made_of(colour)
    chroma = min(chroma, MAX_CHROMA)
    ramp = make_ramp(hue, chroma / 1000)
    if faults := faults_of(colour, ramp):
        raise TooPale(colour, faults, hue, chroma)
    return hue, chroma


def look_of(work: Work) -> dict[str, Any]:
    """The colours and logo that hold now, by name."""
    return {name: getattr(work.tenant, name) for name in _NAMES}


def set_colours(work: Work, database: Database, hue: int, chroma: int, base: int | None) -> None:
    """Keep other colours; raises Refused when they cannot be read, or ChangedMeanwhile."""
    if contrast_faults(make_ramp(hue, chroma / 1000)):
        raise Refused(_("Deze kleuren zijn niet goed te lezen. Kies een andere kleur."), "hue")
    _keep(work, database, {**look_of(work), "hue": hue, "chroma": chroma}, base)


def set_logo(work: Work, database: Database, picture: bytes, alt: str, base: int | None) -> None:
    """Keep a logo, made again by us; raises Refused when it is no picture that we know."""
    content = redrawn(picture)
    digest = hashlib.sha256(content).hexdigest()[:16]
    if work.session.scalar(select(Logo.id).where(Logo.digest == digest)) is None:
        work.add(Logo(digest=digest, content=content))
    _keep(work, database, {**look_of(work), "logo": digest, "logo_alt": alt}, base)


def remove_logo(work: Work, database: Database) -> None:
    """Show the mark of Buurtgezinnen again."""
    _keep(work, database, {**look_of(work), "logo": "", "logo_alt": ""}, None)


def put_back(work: Work, database: Database, version_id: UUID) -> None:
    """Have an earlier version hold again; raises NotFound."""
    earlier = find_version(work, TOPIC, version_id).content
    _keep(work, database, {name: earlier.get(name, "") for name in _NAMES}, None)


def logo_content(work: Work, digest: str) -> bytes:
    """The picture with this name; raises NotFound."""
    content = work.session.scalar(select(Logo.content).where(Logo.digest == digest))
    if content is None:
        raise NotFound(Logo.__tablename__)
    return content


def _keep(work: Work, database: Database, look: dict[str, Any], base: int | None) -> None:
    if base is not None:
        require_last(work, TOPIC, base)
    add_version(work, TOPIC, look, before=look_of(work))
    work.record("look.changed", "programme", detail=f"{look['hue']}/{look['chroma']}")
    work.session.flush()
    describe(database, work.tenant.id, **look)


def redrawn(picture: bytes) -> bytes:
    """The picture as a PNG of ours, at most 480 × 160, without anything that was hidden in it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(picture), formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise Refused(_("Dit plaatje is te groot. Maak het kleiner."), "logo")
                image = opened.convert("RGBA")
    except Refused:
        raise
    except (
        UnidentifiedImageError, OSError, ValueError, SyntaxError,
        Image.DecompressionBombWarning, Image.DecompressionBombError,
    ):  # fmt: skip
        raise Refused(
            _("Dit is geen plaatje dat wij kunnen lezen. Kies een PNG, JPEG of WebP. Een SVG kan "
              "niet: daar kan een programma in zitten."), "logo",
        ) from None  # fmt: skip
    image.thumbnail(LARGEST)
    clean = Image.new("RGBA", image.size)
    clean.paste(image)
    out = BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()
