"""Who never gets a profile: whoever signed its family up, under any name or address known here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select

from core.contact_details import is_mail
from core.families.models import FamilyRole
from core.matching.models import SupportRequest
from core.network.models import Partner, PartnerContact
from core.network.names import name_key
from core.referrals.models import Referral, Referrer
from core.work import Work

_PROVIDERS = """
gmail.com googlemail.com hotmail.com hotmail.nl outlook.com outlook.nl live.com live.nl msn.com
icloud.com me.com mac.com yahoo.com yahoo.nl ziggo.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl
xs4all.nl home.nl casema.nl chello.nl upcmail.nl quicknet.nl telfort.nl tele2.nl online.nl
zonnet.nl wanadoo.nl caiway.nl caiway.net solcon.nl delta.nl zeelandnet.nl freedom.nl proton.me
protonmail.com gmx.net gmx.com gmx.de mail.com aol.com
"""
EVERYBODYS: Final = frozenset(_PROVIDERS.split())
"""Mail for anybody: the same domain says nothing about where somebody works."""


@dataclass(frozen=True, slots=True)
class Never:
    """Those who signed a family up: organisations by id and name, people by phone and mail."""

    partner_ids: frozenset[UUID] = frozenset()
    names: frozenset[str] = frozenset()
    reached: frozenset[bytes] = frozenset()
    domains: frozenset[str] = frozenset()

    def is_organisation(self, partner_id: UUID, name: str) -> bool:
        """Whether this is the organisation, also when it is in the network twice."""
        return partner_id in self.partner_ids or name_key(name) in self.names

    def is_person(self, mail: str, *indexes: bytes | None) -> bool:
        """Whether somebody has the phone, the mail address or the mail domain of one of them."""
        own = _domain(mail)
        return bool(self.reached.intersection(filter(None, indexes))) or any(
            own == one or own.endswith(f".{one}") or one.endswith(f".{own}")
            for one in self.domains
            if own
        )


def never_of(work: Work, request_id: UUID | None) -> Never:
    """Who signed the family of a request up; nobody for a profile that is about no one family."""
    if request_id is None:
        return Never()
    rows = work.session.execute(
        select(Referrer.id, Referrer.organisation, Referrer.partner_id, Referrer.contact,
               Referrer.contact_index)
        .join(Referral, Referral.referrer_id == Referrer.id)
        .join(SupportRequest, SupportRequest.family_id == Referral.family_id)
        .where(SupportRequest.id == request_id, Referral.role == FamilyRole.ASKING)
    ).all()  # fmt: skip
    opened = work.vault.open
    mails = [opened(Referrer.contact, row.id, row.contact) for row in rows]
    written = {name_key(row.organisation) for row in rows if row.organisation.strip()}
    ids, names = _organisations(work, {row.partner_id for row in rows if row.partner_id}, written)
    people = _people_at(work, ids)
    mails += [opened(PartnerContact.email, one.id, one.email) for one in people]
    indexes = {row.contact_index for row in rows}
    indexes |= {index for one in people for index in (one.email_index, one.phone_index)}
    return Never(
        ids,
        names,
        frozenset(index for index in indexes if index),
        frozenset(domain for domain in map(_domain, mails) if domain),
    )


def _organisations(
    work: Work, ids: set[UUID], names: set[str]
) -> tuple[frozenset[UUID], frozenset[str]]:
    """All rows of these organisations: by id, by name, and what was merged into them."""
    if not ids and not names:
        return frozenset(), frozenset()
    rows = work.session.execute(
        select(Partner.id, Partner.name_key).where(
            or_(Partner.id.in_(ids), Partner.name_key.in_(names), Partner.merged_into_id.in_(ids))
        )
    ).all()
    return frozenset({*ids, *(row.id for row in rows)}), frozenset(
        {*names, *(row.name_key for row in rows)}
    )


def _people_at(work: Work, partner_ids: Iterable[UUID]) -> list[PartnerContact]:
    wanted = select(PartnerContact).where(PartnerContact.partner_id.in_(partner_ids))
    return list(work.session.scalars(wanted))


def _domain(mail: str) -> str:
    """What stands behind the @ of an organisation's own mail; "" for everybody's and a phone."""
    domain = mail.rpartition("@")[2].strip().lower() if is_mail(mail) else ""
    return "" if domain in EVERYBODYS else domain
