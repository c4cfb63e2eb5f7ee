"""What a row says for matching: the request of a vraaggezin, or the offer of a steungezin.

An empty cell was not asked, and stays so. What somebody lived through is not among it, nor what
plays at home: that counts only with a consent, and a file gives none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from core.calendar.daypart_words import read_dayparts
from core.calendar.dayparts import describe
from core.families.models import FamilyRole, MemberKind
from core.families.queries import Person
from core.importing import amounts
from core.importing.cells import Cells
from core.importing.columns import plain
from core.importing.keys import Labels, labels_of, read_key, read_keys
from core.importing.reading import Wrong
from core.languages import LANGUAGES
from core.matching.households import HOUSEHOLD, SMOKING
from core.matching.preferences import COMING, FOLLOWS_FROM_AGES, HOME, INTERESTS
from core.matching.profiles import Subject
from core.matching.services import OfferDetails, RequestDetails
from core.method.variant import MethodVariant
from core.wording import _

Value = TypeVar("Value")
Keys = tuple[str, ...] | None
People = Sequence[Person]
_SUBJECTS = (
    (Subject.CHILD, ("kind", "kinderen", "een kind", "voor een kind")),
    (Subject.PARENT, ("ouder", "ouders", "een ouder", "voor een ouder", "gezin")),
)


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists that cells choose from, in Dutch."""

    support_forms: Labels
    household: Labels
    pets: Labels
    languages: Labels
    interests: Labels
    home: Labels
    at_home: Labels
    coming: Labels


def lists_of(method: MethodVariant) -> Lists:
    """The lists as they are now; the kinds of support are the method's."""
    household, home = labels_of(HOUSEHOLD), labels_of(HOME)
    return Lists(
        support_forms=labels_of((one.key, one.label) for one in method.support_forms),
        household=household,
        pets=tuple(one for one in household if one[0] != SMOKING),
        languages=labels_of(LANGUAGES),
        interests=labels_of(INTERESTS),
        home=home,
        at_home=tuple(one for one in home if one[0] not in FOLLOWS_FROM_AGES),
        coming=labels_of(COMING),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted or offered, as far as the row says; None was not asked."""

    subjects: tuple[str, ...] = ()
    person: str = ""
    support_forms: tuple[str, ...] = ()
    dayparts: int = 0
    per_week: int | None = None
    max_km: int | None = None
    ages: tuple[int, int] | None = None
    avoid: Keys = None
    pets: Keys = None
    smokes: bool | None = None
    languages: Keys = None
    required_language: str | None = None
    interests: Keys = None
    wish_keys: Keys = None
    traits: Keys = None
    own_ages: tuple[int, ...] | None = None

    @property
    def when(self) -> str:
        """The dayparts in words, "" while they are not known: what was read can be checked."""
        return describe(self.dayparts) if self.dayparts else ""


def read_wanted(cells: Cells, role: FamilyRole, lists: Lists) -> Wanted:
    """What a row says for matching; a cell that is for the other kind of family is left alone."""
    asks = role is FamilyRole.ASKING
    subjects, person = _for_whom(cells, asks=asks)

    def keys(key: str, labels: Labels) -> Keys:
        return cells.told(key, lambda text: read_keys(text, labels), None)

    def of(wanted_of: FamilyRole, key: str, reader: Callable[[str], Value | None]) -> Value | None:
        return cells.told(key, reader, None) if role is wanted_of else None

    asking, offering = FamilyRole.ASKING, FamilyRole.OFFERING
    return Wanted(
        subjects=subjects,
        person=person,
        support_forms=keys("support_forms", lists.support_forms) or (),
        dayparts=cells.told("dayparts", _dayparts, 0),
        per_week=cells.told("per_week", amounts.per_week, None),
        max_km=cells.told("max_km", amounts.kilometres, None),
        ages=None if asks else _ages(cells),
        avoid=of(asking, "avoid", lambda text: read_keys(text, lists.household)),
        pets=of(offering, "pets", lambda text: read_keys(text, lists.pets)),
        smokes=of(offering, "smokes", amounts.yes_or_no),
        languages=keys("languages", lists.languages),
        required_language=of(
            asking, "required_language", lambda text: read_key(text, lists.languages)
        ),
        interests=keys("interests", lists.interests),
        wish_keys=keys("wish_keys", lists.home if asks else lists.coming),
        traits=keys("traits", lists.coming if asks else lists.at_home),
        own_ages=of(offering, "own_ages", amounts.own_ages),
    )


def _dayparts(text: str) -> int:
    if plain(text) in ("onbekend", "nog niet bekend", "geen dagdeel"):
        return 0
    try:
        return read_dayparts(text)
    except ValueError:
        raise Wrong(
            _("“%(value)s” kunnen we niet lezen. Schrijf bij elke dag het dagdeel, bijvoorbeeld: "
              "ma middag, wo ochtend, za hele dag.", value=text[:60])
        ) from None  # fmt: skip


def _ages(cells: Cells) -> tuple[int, int] | None:
    if cells.text("ages"):
        return cells.told("ages", amounts.ages_taken, None)
    young = cells.told("age_from", amounts.one_age, None)
    old = cells.told("age_to", amounts.one_age, None)
    if young is None and old is None:
        return None
    found = (young or 0, amounts.OLDEST if old is None else old)
    if found[0] > found[1]:
        cells.say("age_from", _("De jongste leeftijd is hoger dan de oudste. Draai ze om."))
    return found


def _for_whom(cells: Cells, *, asks: bool) -> tuple[tuple[str, ...], str]:
    """Whether it is for a child or a parent, and the first name when one is said."""
    text = cells.text("for_whom")
    if not text:
        return (), ""
    words = [plain(part) for part in text.replace("&", " en ").replace(",", " en ").split(" en ")]
    subjects = tuple(key for key, known in _SUBJECTS if any(word in known for word in words))
    if asks and not subjects:
        return (), text
    if not all(any(word in known for _key, known in _SUBJECTS) for word in words):
        cells.say("for_whom", _("Schrijf kind, ouder, of kind en ouder."))
    elif asks and len(subjects) > 1:
        cells.say("for_whom", _("Schrijf kind of ouder: een hulpvraag is voor één van de twee."))
    return subjects, ""


def check_person(cells: Cells, wanted: Wanted, people: Sequence[str]) -> None:
    """Whoever a request is for is somebody of the row."""
    if wanted.person and [plain(one) for one in people].count(plain(wanted.person)) != 1:
        cells.say(
            "for_whom",
            _("“%(value)s” staat niet bij dit gezin. Schrijf kind, ouder of een voornaam die in "
              "deze rij staat.", value=wanted.person[:40]),
        )  # fmt: skip


def request_of(wanted: Wanted, title: str, since: date | None, people: People) -> RequestDetails:
    """The request of a row, for somebody among these people of the family."""
    subject, member_id = _person(wanted, people)
    avoid = wanted.avoid
    told = RequestDetails(
        title=title,
        subject=subject,
        member_id=member_id,
        forms=wanted.support_forms,
        dayparts=wanted.dayparts,
        avoid_pets=None if avoid is None else tuple(one for one in avoid if one != SMOKING),
        avoid_smoking=SMOKING in (avoid or ()),
        required_language=wanted.required_language,
        home_languages=wanted.languages,
        interests=wanted.interests,
        wish_keys=wanted.wish_keys,
        traits=wanted.traits,
        since=since,
    )
    return replace(
        told, per_week=wanted.per_week or told.per_week, max_km=wanted.max_km or told.max_km
    )


def offer_of(wanted: Wanted, title: str, since: date | None, capacity: int) -> OfferDetails:
    """The offer of a row."""
    told = OfferDetails(
        title=title,
        forms=wanted.support_forms,
        dayparts=wanted.dayparts,
        capacity=capacity,
        pets=wanted.pets,
        smokes=wanted.smokes,
        languages=wanted.languages or (),
        interests=wanted.interests,
        wish_keys=wanted.wish_keys,
        traits=wanted.traits,
        own_ages=wanted.own_ages,
        since=since,
    )
    young, old = wanted.ages or (told.age_from, told.age_to)
    return replace(
        told,
        subjects=wanted.subjects or told.subjects,
        per_week=wanted.per_week or told.per_week,
        max_km=wanted.max_km or told.max_km,
        age_from=young,
        age_to=old,
    )


def _person(wanted: Wanted, people: People) -> tuple[str, UUID | None]:
    """Who it is for: the one with that name, or the only one of that kind."""
    if wanted.person:
        name = plain(wanted.person)
        [one] = [person for person in people if plain(person.first_name) == name]
        return Subject.CHILD if one.kind is MemberKind.CHILD else Subject.PARENT, one.id
    if not wanted.subjects:
        return Subject.CHILD, None
    [subject] = wanted.subjects
    alike = [one for one in people if (one.kind is MemberKind.CHILD) == (subject == Subject.CHILD)]
    return subject, alike[0].id if len(alike) == 1 else None
