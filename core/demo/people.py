"""Invented people, the same for the same seed: names by Faker, phone numbers that ring nowhere."""

from dataclasses import dataclass
from random import Random

from faker import Faker

SURNAME_MIX = ("nl_NL", "nl_NL", "nl_NL", "tr_TR", "pl_PL", "nl_NL")
"""Locales of surnames, in turn, so that lists look like a Dutch neighbourhood."""
SCHOOLS = (
    "Basisschool De Appelgaard",
    "Basisschool Het Kompas",
    "Kinderopvang De Bolderkar",
    "OBS De Zonnewijzer",
    "Basisschool De Vlinderboom",
)
STORIES = (
    "Ik sta er alleen voor en heb weinig familie in de buurt. Een vaste middag zou lucht geven.",
    "Ons oudste kind heeft veel energie. Het zou fijn zijn als het ergens anders kan spelen.",
    "Sinds de scheiding is het druk in huis. Wij zoeken iemand die af en toe meedenkt.",
    "De tweeling vraagt veel. Eén ochtend rust in de week zou al helpen.",
    "Wij zijn hier nieuw en kennen nog niemand. Onze dochter zou graag ergens thuis zijn.",
)
OFFERS = (
    "Wij hebben tijd, een grote tafel en een tuin. Een kind is welkom.",
    "Onze kinderen zijn al groter. Wij vinden het gezellig als er weer een kleintje is.",
    "Ik heb zelf steun gekregen toen het moeilijk was. Nu wil ik iets terugdoen.",
    "Wij kunnen om de week een zaterdag. Wij gaan graag naar buiten.",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented. `phone` is in a range that is never given out."""

    first_name: str
    last_name: str
    phone: str


def _begin_large(name: str) -> str:
    """A surname as it begins a line: "van der Berg" becomes "Van der Berg"."""
    return name[:1].upper() + name[1:]


class People:
    """A stream of invented people; the same seed gives the same stream."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - invented data must be repeatable
        self._fakers = {locale: self._faker(locale, seed) for locale in set(SURNAME_MIX)}
        self._count = seed % 1000 * 1000

    @staticmethod
    def _faker(locale: str, seed: int) -> Faker:
        faker = Faker(locale)
        faker.seed_instance(seed)
        return faker

    def parent(self) -> Person:
        """An adult with a phone number."""
        self._count += 1
        locale = SURNAME_MIX[self._count % len(SURNAME_MIX)]
        faker = self._fakers[locale]
        surname = _begin_large(faker.last_name())
        phone = f"+3160000{self._count % 10_000:04d}"
        return Person(faker.first_name(), surname, phone)

    def child(self) -> str:
        """A child's first name."""
        return self._fakers["nl_NL"].first_name()

    def staff(self) -> str:
        """A full name for a member of staff."""
        faker = self._fakers["nl_NL"]
        return f"{faker.first_name()} {faker.last_name()}"

    def mail_address(self, name: str, slug: str) -> str:
        """An address at a domain that exists nowhere (RFC 2606)."""
        plain = "".join(c for c in name.lower().replace(" ", ".") if c.isalnum() or c == ".")
        return f"{plain}@{slug}.example"


def _as_name(surname: str) -> str:
    """Begin with a capital; what follows stays, as in "Van der Heijden"."""
    return surname[:1].upper() + surname[1:]
