"""A hand-over as a PDF, for an organisation that reads it and has no system."""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.documents.pdf import Json


@dataclass(frozen=True, slots=True)
class Package:
    """From whom, for whom, of which day, and every line as (label, value)."""

    programme: str
    receiver: str
    on: date
    lines: tuple[tuple[str, str], ...]


def package_pdf(package: Package) -> bytes:
    """The lines as a tagged PDF (PDF/UA-1) in Dutch."""
    from core.documents.pdf import make_pdf  # Typst is large: loaded when a PDF is made.
    from core.web.formats import long_date

    programme = f"Buurtgezinnen {package.programme}"
    data: dict[str, Json] = {
        "programme": programme,
        "receiver": package.receiver,
        "day": long_date(package.on),
        "lines": [{"label": label, "text": value} for label, value in package.lines],
    }
    template = files("core.suppliers").joinpath("package.typ").read_text("utf-8")
    return make_pdf(
        template, data, title=f"Overdracht van {programme}", author=programme, on=package.on
    )
