"""The organisations as rows of a file: one for each person who works there."""

from sqlalchemy import select

from core.contact_details import spaced
from core.network.kinds import kind_label
from core.network.models import Partner, PartnerContact
from core.network.partner_list import Wanted, conditions, referral_count
from core.network.silence import last_contact
from core.spreadsheets.cells import Cell
from core.work import Work

MOST = 20_000


def export_rows(work: Work, wanted: Wanted) -> list[list[Cell]]:
    """The rows under the columns of `core.network.columns`, and two that count; one statement."""
    found = work.session.execute(
        select(Partner, PartnerContact, last_contact(), referral_count())
        .outerjoin(PartnerContact, PartnerContact.partner_id == Partner.id)
        .where(*conditions(work, wanted))
        .order_by(Partner.name, Partner.id, PartnerContact.name, PartnerContact.id)
        .limit(MOST)
    )
    return [_row(work, row[0], row[1], row[2], row[3]) for row in found]


def _row(
    work: Work, partner: Partner, person: PartnerContact | None, heard: Cell, referrals: int
) -> list[Cell]:
    opened = work.vault.open
    note = opened(Partner.note, partner.id, partner.note)
    reach: list[Cell] = ["", "", "", ""]
    if person is not None:
        phone = opened(PartnerContact.phone, person.id, person.phone)
        email = opened(PartnerContact.email, person.id, person.email)
        reach = [person.name, person.function, spaced(phone), email]
    kind = str(kind_label(partner.kind))
    return [partner.name, kind, partner.place, *reach, note, heard, referrals]
