"""What a plugin is shown of the work: plain, frozen, and no more than it declared."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ContactSeen:
    """How somebody can be reached: `way` is "phone" or "mail"; only with `Sees.CONTACT`."""

    way: str
    value: str
    message_safe: bool | None = None


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Somebody in a family. `kind` is parent, child or adult; `contacts` need `Sees.CONTACT`."""

    id: UUID
    kind: str
    first_name: str
    last_name: str
    born_on: date | None = None
    contacts: tuple[ContactSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilySeen:
    """A family. `roles` are asking and offering; `address` needs `Sees.CONTACT`."""

    id: UUID
    name: str
    postcode4: str
    language: str
    roles: tuple[str, ...]
    people: tuple[PersonSeen, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class ReferralSeen:
    """A sign-up: where it came from and how far it is; who it is about needs `Sees.REFERRALS`.

    `state` is new, question, accepted, declined or referred_on; `channel` the door it came by.
    """

    id: UUID
    channel: str
    source: str
    state: str
    received_on: date
    first_name: str = ""
    family_id: UUID | None = None
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class CouplingSeen:
    """A coupling: its families by id, and its phase (introduction, trial, active, ended)."""

    id: UUID
    asking_family_id: UUID
    offering_family_id: UUID
    variant: str
    variant_version: int
    phase: str
    introduction_on: date
    trial_from: date | None = None
    active_from: date | None = None
    ended_on: date | None = None
    end_reason: str | None = None


@dataclass(frozen=True, slots=True)
class EvaluationSeen:
    """An evaluation that was held with both families, without what they answered."""

    id: UUID
    coupling_id: UUID
    kind: str
    due_on: date
    held_on: date


@dataclass(frozen=True, slots=True)
class FamilyClosed:
    """The file of one role ("asking" or "offering") of a family was closed."""

    family_id: UUID
    role: str
    closed_on: date


@dataclass(frozen=True, slots=True)
class Erased:
    """Somebody was erased. What a plugin keeps of this person or family elsewhere has to go too.

    `member_id` is None when the whole family was erased. Rows of the plugin's own tables that
    refer to them are gone already.
    """

    family_id: UUID
    member_id: UUID | None = None
