"""Who of the network may be mailed a profile, and why somebody else may not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select

from core.accounts.queries import member_names
from core.network.models import Partner, PartnerContact
from core.recruiting.models import ProfileMail, ProfileRecipient, SearchProfile
from core.recruiting.never import never_of
from core.work import Work


class Reach(StrEnum):
    """Whether somebody may be mailed: `REFERRED` works where the family was signed up."""

    FREE = "free"
    SENT = "sent"
    STOPPED = "stopped"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True)
class Person:
    """A contact person with a mail address; `on` is the day of the mail or of the stop."""

    id: UUID
    name: str
    partner_id: UUID
    organisation: str
    email: str
    email_index: bytes
    reach: Reach
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Mailed:
    """A profile that was mailed; without a name the contact person is in the network no more."""

    name: str
    organisation: str
    on: date
    by: str


def people_to_mail(work: Work, profile: SearchProfile) -> tuple[Person, ...]:
    """Everybody with a mail address at an organisation of the network, with what holds of each."""
    never = never_of(work, profile.request_id)
    stopped, sent = _known(work, profile.id)
    rows = work.session.execute(
        select(PartnerContact, Partner.name.label("organisation"))
        .join(Partner, Partner.id == PartnerContact.partner_id)
        .where(Partner.archived_on.is_(None), PartnerContact.email_index.is_not(None))
        .order_by(func.lower(Partner.name), func.lower(PartnerContact.name), PartnerContact.id)
    )
    found: list[Person] = []
    for contact, organisation in rows:
        index = contact.email_index or b""
        email = work.vault.open(PartnerContact.email, contact.id, contact.email)
        reach, on = Reach.FREE, None
        if never.is_organisation(contact.partner_id, organisation) or never.is_person(
            email, index, contact.phone_index
        ):
            reach = Reach.REFERRED
        elif index in stopped:
            reach, on = Reach.STOPPED, stopped[index]
        elif index in sent:
            reach, on = Reach.SENT, sent[index]
        found.append(
            Person(contact.id, contact.name, contact.partner_id, organisation, email,
                   index, reach, on)
        )  # fmt: skip
    return tuple(found)


def _known(work: Work, profile_id: UUID) -> tuple[dict[bytes, date], dict[bytes, date]]:
    """When an address stopped its mails, and when it got this profile."""
    rows = work.session.execute(
        select(ProfileRecipient.email_index, ProfileRecipient.stopped_on, ProfileMail.sent_on)
        .outerjoin(
            ProfileMail,
            (ProfileMail.recipient_id == ProfileRecipient.id)
            & (ProfileMail.profile_id == profile_id),
        )
    ).all()  # fmt: skip
    return (
        {row.email_index: row.stopped_on for row in rows if row.stopped_on},
        {row.email_index: row.sent_on for row in rows if row.sent_on},
    )


def without_mail(work: Work, people: Sequence[Person]) -> int:
    """How many organisations of the network have nobody to mail."""
    listed = select(func.count(Partner.id)).where(Partner.archived_on.is_(None))
    return (work.session.scalar(listed) or 0) - len({one.partner_id for one in people})


def mailed(work: Work, profile_id: UUID) -> tuple[Mailed, ...]:
    """To whom a profile was mailed, the latest first."""
    names = member_names(work)
    rows = work.session.execute(
        select(
            PartnerContact.name,
            Partner.name.label("organisation"),
            ProfileMail.sent_on,
            ProfileMail.sent_by,
        )
        .outerjoin(PartnerContact, PartnerContact.id == ProfileMail.contact_id)
        .outerjoin(Partner, Partner.id == ProfileMail.partner_id)
        .where(ProfileMail.profile_id == profile_id)
        .order_by(ProfileMail.sent_on.desc(), func.lower(Partner.name), ProfileMail.id)
    )
    return tuple(
        Mailed(
            row.name or "", row.organisation or "", row.sent_on,
            names.get(row.sent_by, "") if row.sent_by else "",
        )
        for row in rows
    )  # fmt: skip
