"""Which field of a gemeente's form is which of ours."""

from collections.abc import Mapping
from types import MappingProxyType

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "first_name": ("voornaam", "voornaamOuder", "naam"),
        "reach": ("bereikbaar",),
        "contact": ("telefoonnummer", "telefoon", "emailadres", "email", "contact"),
        "message_safe": ("berichtVeilig", "veilig"),
        "language": ("taal",),
        "postcode4": ("postcode",),
        "wishes": ("wensen",),
        "story": ("toelichting", "verhaal"),
        "consent": ("toestemming", "akkoord"),
        "known": ("gezinWeetErvan", "toestemmingGezin"),
        "name": ("naamVerwijzer",),
        "function": ("functieVerwijzer", "functie"),
        "organisation": ("organisatie",),
        "own_contact": ("contactVerwijzer", "emailVerwijzer", "telefoonVerwijzer"),
        "workplace": ("werkplek",),
        "joins_talk": ("meekomen",),
    }
)
"""Our fields, and the names under which they are looked for when nothing else was set."""


class BadMapping(ValueError):
    """A line that says nothing; `number` counts from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(f"line {number}")
        self.number = number


def mapping_of(told: str | None) -> dict[str, tuple[str, ...]]:
    """Our fields with the paths at which each is looked for; raises BadMapping."""
    found = dict(FIELDS)
    for number, line in enumerate((told or "").splitlines(), 1):
        if not line.strip():
            continue
        ours, sign, theirs = (part.strip() for part in line.partition("="))
        if not sign or ours not in FIELDS or not theirs:
            raise BadMapping(number)
        found[ours] = (theirs,)
    return found
