"""Notes of contacts by their heading: with whom, in files that are the reader's own.

What was noted is sealed and is not searched; a colleague's notes ask for a reason first.
"""

from flask import url_for
from sqlalchemy import ColumnElement, and_, or_, select, true

from core.accounts.models import Role
from core.cover.days import covering
from core.families.models import ContactMoment, ContactWay, Family, FamilyFile
from core.family_file.contact_words import WAYS
from core.search.hits import Hit
from core.search.words import Words, every_word_in
from core.web.formats import brief_date
from core.wording import _
from core.work import Work


def find_notes(work: Work, words: Words, limit: int) -> list[Hit]:
    """Notes of open files, the newest first."""
    found = work.session.execute(
        select(
            ContactMoment.family_id, ContactMoment.way, ContactMoment.on_date,
            ContactMoment.with_whom, Family.name,
        )
        .join(Family, Family.id == ContactMoment.family_id)
        .join(
            FamilyFile,
            and_(
                FamilyFile.family_id == ContactMoment.family_id,
                FamilyFile.role == ContactMoment.role,
            ),
        )
        .where(
            every_word_in(words, ContactMoment.with_whom, Family.name),
            every_word_in(Words(words.text, words.words[:1], ""), ContactMoment.with_whom),
            FamilyFile.closed_on.is_(None),
            _readable(work),
        )
        .order_by(ContactMoment.on_date.desc(), ContactMoment.id)
        .limit(limit)
    )  # fmt: skip
    return [
        Hit(
            _("%(way)s met %(who)s", way=WAYS[ContactWay(row.way)](), who=row.with_whom),
            f"{row.name}, {brief_date(row.on_date)}",
            url_for("families.show", family_id=row.family_id),
        )
        for row in found
    ]


def _readable(work: Work) -> ColumnElement[bool]:
    if work.actor.role == Role.ADMIN:
        return true()
    return or_(
        FamilyFile.coordinator_id == work.actor.id,
        FamilyFile.coordinator_id.is_(None),
        FamilyFile.coordinator_id.in_(covering(work)),
    )
