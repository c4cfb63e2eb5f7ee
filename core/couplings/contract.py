"""The contract of a coupling that becomes definitive, as a PDF for both families to sign."""

import re
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from babel.dates import format_date

if TYPE_CHECKING:
    from core.documents.pdf import Json

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Contract:
    """What stands in a contract. Names as the families write them.

    `child_first_name` is None when the support is for a parent. `agreements` are pairs of a label
    and what was agreed. `colour` is the tenant's, as "#rrggbb", dark enough for white letters on
    it. `heading`, `intro` and `rules` are the words of the method, under the title and under the
    rules that always hold. `programme` is the name on it ("Buurtgezinnen Rhenen"), `contact` how
    to reach the coordinator. Raises ValueError for another colour or an interval of less than a
    month.
    """

    programme: str
    asking_family: str
    offering_family: str
    child_first_name: str | None
    starts_on: date
    made_on: date
    agreements: tuple[tuple[str, str], ...]
    evaluation_interval_months: int
    first_evaluation_on: date
    coordinator: str
    contact: str
    colour: str
    heading: str = ""
    intro: str = ""
    rules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn or planned."""
        if not HEX_COLOUR.fullmatch(self.colour):
            raise ValueError(f"a colour is #rrggbb, not {self.colour!r}")
        if self.evaluation_interval_months < 1:
            raise ValueError("evaluations need an interval of at least a month")

    @property
    def title(self) -> str:
        """The title of the document."""
        return f"Afspraken tussen {self.asking_family} en {self.offering_family}"


def contract_pdf(contract: Contract) -> bytes:
    """Return the contract as a tagged PDF (PDF/UA-1) in Dutch; equal contracts, equal bytes.

    Raises core.documents.pdf.PdfError.
    """
    from core.documents.pdf import make_pdf  # typesetting: seven megabytes, for who makes a PDF

    template = files("core.couplings").joinpath("contract.typ").read_text(encoding="utf-8")
    return make_pdf(
        template,
        _data(contract),
        title=contract.title,
        author=contract.programme,
        on=contract.made_on,
    )


def _data(contract: Contract) -> "dict[str, Json]":
    return {
        "programme": contract.programme,
        "colour": contract.colour,
        "heading": contract.heading,
        "intro": contract.intro,
        "subtitle": f"Contract van een koppeling, gemaakt op {_day(contract.made_on)}",
        "facts": _facts(contract),
        "agreements": [{"label": label, "text": text} for label, text in contract.agreements],
        "evaluation": _evaluation(contract),
        "rules": _rules(contract),
        "signing": "Wij hebben dit samen besproken en zijn het ermee eens.",
        "signers": [
            {"name": contract.asking_family, "role": "gezin dat steun krijgt"},
            {"name": contract.offering_family, "role": "steungezin"},
            {"name": contract.coordinator, "role": f"coördinator van {contract.programme}"},
        ],
    }


def _facts(contract: Contract) -> "list[Json]":
    subject = contract.child_first_name or "de ouder(s) van het gezin"
    pairs = (
        ("Gezin dat steun krijgt", contract.asking_family),
        ("Steungezin", contract.offering_family),
        ("De steun is voor", subject),
        ("De afspraken gelden vanaf", _day(contract.starts_on)),
        ("Coördinator", f"{contract.coordinator}, {contract.contact}"),
    )
    return [{"label": label, "text": text} for label, text in pairs]


def _evaluation(contract: Contract) -> str:
    months = contract.evaluation_interval_months
    often = {1: "Elke maand", 6: "Elk half jaar", 12: "Elk jaar"}.get(
        months, f"Elke {months} maanden"
    )
    child = f" Ook {contract.child_first_name} vragen wij." if contract.child_first_name else ""
    return (
        f"{often} praat de coördinator met beide gezinnen, apart. De eerste keer is rond "
        f"{_day(contract.first_evaluation_on)}. Wij bespreken: bent u tevreden, is het niet te "
        f"zwaar, is het veilig, en gaan we zo door?{child}"
    )


def _rules(contract: Contract) -> "list[Json]":
    return [
        "Meedoen is vrijwillig. Beide gezinnen kunnen altijd stoppen.",
        f"Wilt u iets veranderen, of stoppen? Praat met elkaar en bel {contract.coordinator}.",
        "Wat u van elkaar hoort, blijft tussen u.",
        "Is een kind niet veilig? Vertel het de coördinator. Is er direct gevaar? Bel 112.",
        "Er is geen betaling voor de steun.",
        *contract.rules,
    ]


def _day(day: date) -> str:
    return format_date(day, "d MMMM y", locale="nl")
