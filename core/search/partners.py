"""Organisations of the network, by name, place or who works there."""

from flask import url_for
from sqlalchemy import ColumnElement, and_, false, or_, select

from core.families.reaching import contact_index
from core.network.models import Partner, PartnerContact
from core.search.hits import Hit
from core.search.words import Words
from core.wording import _
from core.work import Work


def find_partners(work: Work, words: Words, limit: int) -> list[Hit]:
    """Organisations by name; archived ones come last, merged ones not at all."""
    found = work.session.execute(
        select(Partner.id, Partner.name, Partner.place, Partner.archived_on)
        .where(Partner.merged_into_id.is_(None), _fits(work, words))
        .order_by(Partner.archived_on.is_not(None), Partner.name_key, Partner.id)
        .limit(limit)
    )
    return [
        Hit(
            row.name,
            ", ".join(part for part in (row.place, _archived(row.archived_on)) if part),
            url_for("network.show", partner_id=row.id),
            "public",
        )
        for row in found
    ]


def _archived(on: object) -> str:
    return _("gearchiveerd") if on else ""


def _fits(work: Work, words: Words) -> ColumnElement[bool]:
    workers = select(PartnerContact.partner_id)
    index = contact_index(work, words.contact)
    if index is not None:
        reached = or_(PartnerContact.phone_index == index, PartnerContact.email_index == index)
        return Partner.id.in_(workers.where(reached))
    fits = [
        or_(
            Partner.name.icontains(word, autoescape=True),
            Partner.place.icontains(word, autoescape=True),
            Partner.id.in_(workers.where(PartnerContact.name.icontains(word, autoescape=True))),
        )
        for word in words.words
    ]
    return and_(*fits) if fits else false()
