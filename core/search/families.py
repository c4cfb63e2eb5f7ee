"""Families by name, by a person in them, by place, or by a phone number or mail address."""

from flask import url_for
from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from core.families.models import Family, FamilyFile, FamilyMember, FamilyRole
from core.families.reaching import contact_index
from core.search.hits import Hit
from core.search.words import Words
from core.wording import _
from core.work import Work


def find_families(work: Work, words: Words, limit: int) -> list[Hit]:
    """Families whose name begins as asked come first, then those with an open file."""
    roles = func.array_agg(FamilyFile.role.distinct())
    open_files = func.count(FamilyFile.id).filter(FamilyFile.closed_on.is_(None))
    begins = Family.name.istartswith(words.words[0] if words.words else "", autoescape=True)
    found = work.session.execute(
        select(Family.id, Family.name, Family.place, roles.label("roles"), open_files.label("open"))
        .outerjoin(FamilyFile, FamilyFile.family_id == Family.id)
        .where(Family.merged_into_id.is_(None), _fits(work, words))
        .group_by(Family.id, Family.name, Family.place)
        .order_by(begins.desc(), (open_files > 0).desc(), func.lower(Family.name), Family.id)
        .limit(limit)
    )
    return [
        Hit(
            row.name,
            _about(row.roles, row.place, bool(row.open)),
            url_for("families.show", family_id=row.id),
            "support" if FamilyRole.OFFERING in row.roles else "request",
        )
        for row in found
    ]


def _fits(work: Work, words: Words) -> ColumnElement[bool]:
    index = contact_index(work, words.contact)
    if index is not None:
        reached = or_(FamilyMember.phone_index == index, FamilyMember.email_index == index)
        return Family.id.in_(_members().where(reached))
    return _by_words(words)


def _by_words(words: Words) -> ColumnElement[bool]:
    """Each word somewhere in the family: its name, its place, or somebody's name."""
    fits = []
    for word in words.words:
        people = or_(
            FamilyMember.first_name.icontains(word, autoescape=True),
            FamilyMember.last_name.icontains(word, autoescape=True),
        )
        fits.append(
            or_(
                Family.name.icontains(word, autoescape=True),
                Family.place.icontains(word, autoescape=True),
                Family.id.in_(_members().where(people)),
            )
        )
    return and_(*fits) if fits else false()


def _members() -> Select[tuple[object]]:
    return select(FamilyMember.family_id)


def _about(roles: list[str | None], place: str, is_open: bool) -> str:
    names = {FamilyRole.ASKING: _("vraaggezin"), FamilyRole.OFFERING: _("steungezin")}
    said = [word for role, word in names.items() if role in roles]
    return ", ".join([*said, *([place] if place else []), *([] if is_open else [_("gesloten")])])
