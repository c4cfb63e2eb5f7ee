"""What travels with a family, and how it is written down: JSON, before it is sealed.

Never in it: safety checks, signals and the Meldcode, health, copies of a VOG. That a VOG was seen
is told as a fact, to be checked again.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from core.families.models import ContactWay, FamilyRole
from core.families.services import FamilyDetails, NewMember
from core.intake.services import IntakeRecord
from core.matching.services import OfferDetails, RequestDetails
from tenants.keys import CannotOpen

FORMAT = 1
Data = TypeVar("Data")


@dataclass(frozen=True, slots=True)
class SentRequest:
    """A request; `person` is the place in `people` of who it is for.

    Requests with the same number in `together` must go to one steungezin.
    """

    details: RequestDetails
    person: int | None
    together: int | None = None


@dataclass(frozen=True, slots=True)
class SentNote:
    """A contact that the coordinator chose to send along."""

    on_date: date
    way: ContactWay
    with_whom: str
    text: str


@dataclass(frozen=True, slots=True)
class SeenVog:
    """A VOG that was seen at the sender's: of whom (a place in `people`), and when."""

    person: int
    seen_on: date


@dataclass(frozen=True, slots=True)
class SentMethod:
    """By which variant of the method something was done; the name as the sender read it."""

    key: str
    version: int
    name: str


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """An answer of the intake in the sender's words, for who has not that question."""

    key: str
    question: str
    words: str


@dataclass(frozen=True, slots=True)
class SentCoupling:
    """How far a coupling is; of the other family nothing. `often` says how often it is evaluated.

    `evaluated` are the days on which an evaluation was held, `next_on` when one is due.
    """

    method: SentMethod
    phase: str
    since: date
    often: str
    evaluated: tuple[date, ...] = ()
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """Everything that travels, and nothing else."""

    role: FamilyRole
    coordinator: str
    coordinator_mail: str
    family: FamilyDetails
    people: tuple[NewMember, ...]
    requests: tuple[SentRequest, ...] = ()
    offers: tuple[OfferDetails, ...] = ()
    intake: IntakeRecord | None = None
    notes: tuple[SentNote, ...] = ()
    vogs: tuple[SeenVog, ...] = ()
    intake_method: SentMethod | None = None
    intake_words: tuple[SentAnswer, ...] = ()
    couplings: tuple[SentCoupling, ...] = ()


def written(package: Package) -> bytes:
    """The package as bytes to seal."""
    told = {"format": FORMAT, "package": asdict(package)}
    return json.dumps(told, default=_plain, ensure_ascii=False).encode()


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} does not travel")


def read(content: bytes) -> Package:
    """The package of these bytes; raises CannotOpen on one of another format."""
    told = json.loads(content)
    if told.get("format") != FORMAT:
        raise CannotOpen("a package of a newer version")
    return _made(Package, told["package"])


def _made(kind: type[Data], told: Mapping[str, Any]) -> Data:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    return kind(**{name: _value(hints[name], told[name]) for name in names if name in told})


def _value(hint: Any, told: Any) -> Any:
    """A value of JSON as the type that the package says."""
    if told is None:
        return None
    if get_origin(hint) in (Union, types.UnionType):
        [hint] = [one for one in get_args(hint) if one is not types.NoneType]
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return tuple(_value(inner, one) for one in told)
    if isinstance(hint, type):
        if is_dataclass(hint):
            return _made(hint, told)
        if issubclass(hint, date):
            return date.fromisoformat(told)
        if issubclass(hint, StrEnum):
            return hint(told)
    return told
