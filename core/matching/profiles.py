"""What matching knows of a request and of an offer: no names, no addresses."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Subject(StrEnum):
    """Whom the support is for."""

    CHILD = "child"
    PARENT = "parent"


class VogStatus(StrEnum):
    """How far the VOG of one adult is; `EXPIRED` is past the tenant's own term."""

    NOT_REQUESTED = "not_requested"
    REQUESTED = "requested"
    ISSUED = "issued"
    SEEN = "seen"
    EXPIRED = "expired"


class ExclusionReason(StrEnum):
    """Why two families are kept apart."""

    ACQUAINTANCE = "acquaintance"
    FAILED_BEFORE = "failed_before"
    VETO = "veto"


@dataclass(frozen=True, slots=True)
class Position:
    """The middle of a postcode area in WGS84 degrees, never an address."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A request or offer that this one is kept apart from."""

    other_id: str
    reason: ExclusionReason


@dataclass(frozen=True, slots=True)
class RequestProfile:
    """A request for support, as matching sees it. None, or 0 for dayparts, means "not known".

    `age` in years, `max_km` by road, `times_per_week` 1–3, `allergies` are keys of
    `households.HOUSEHOLD`: what the child or parent cannot have in the house (an empty set: nothing
    of the kind; None: not asked yet, which blocks). `interests`, `themes` (what plays at home),
    `wishes` (what they hope to find in the other family) and `traits` (what the other family may
    wish for) are keys; None: not asked yet. `urgency` 0–3. `together` names siblings who must go to
    one family: requests with the same value are coupled by hand.
    """

    id: str
    subject: Subject
    since: date
    age: int | None = None
    position: Position | None = None
    max_km: float | None = None
    dayparts: int = 0
    times_per_week: int | None = None
    forms: frozenset[str] = frozenset()
    allergies: frozenset[str] | None = None
    languages: frozenset[str] | None = None
    language_required: bool = False
    exclusions: tuple[Exclusion, ...] = ()
    interests: frozenset[str] | None = None
    themes: frozenset[str] | None = None
    wishes: frozenset[str] | None = None
    traits: frozenset[str] | None = None
    urgency: int = 1
    together: str | None = None


@dataclass(frozen=True, slots=True)
class OfferProfile:
    """An offer of support, as matching sees it. None, or 0 for dayparts, means "not known".

    `ages` are the youngest and oldest child that they take, both included. `household` are keys of
    `households.HOUSEHOLD` that are in the house (None: not asked yet). `vog` has one status for
    every adult. `running` counts running couplings and open introductions; `capacity` is 0–3.
    `subjects` is whom they want to support (an empty set: not known). `interests`, `themes` (own
    experience, only with consent for matching), `traits` and `wishes` are keys as in a request;
    `own_ages` are the ages of their own children (an empty tuple: none). None: not known.
    """

    id: str
    since: date
    capacity: int
    running: int = 0
    position: Position | None = None
    max_km: float | None = None
    dayparts: int = 0
    max_times_per_week: int | None = None
    ages: tuple[int, int] | None = None
    forms: frozenset[str] = frozenset()
    household: frozenset[str] | None = None
    languages: frozenset[str] | None = None
    vog: tuple[VogStatus, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    subjects: frozenset[Subject] = frozenset()
    interests: frozenset[str] | None = None
    themes: frozenset[str] | None = None
    wishes: frozenset[str] | None = None
    traits: frozenset[str] | None = None
    own_ages: tuple[int, ...] | None = None

    @property
    def free_places(self) -> int:
        """How many more couplings they can take now; never negative."""
        return max(0, self.capacity - self.running)
