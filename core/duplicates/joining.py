"""What there may be one of, where two families have one each: files, people, intakes, VOGs.

A row that goes is added to `old`, so that the merged family keeps what it said.
"""

import json
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import inspect as describe
from sqlalchemy import select, update

from core.duplicates.tables import FILE, MEMBER, OF_FILES, references
from core.families.models import (
    Consent,
    ContactMoment,
    ContactWay,
    FamilyFile,
    FamilyMember,
)
from core.intake.in_words import in_words
from core.intake.models import Intake
from core.safety.models import VogRecord
from core.wording import _
from core.work import Work
from tenants.ids import new_id
from tenants.isolation import TenantModel
from tenants.plugin_references import move_plugin_rows
from tenants.sealing import Sealed, SealedType


class Old:
    """What rows said before a merge, in plain text, to be sealed as one."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._rows: list[dict[str, Any]] = []

    def keep(self, row: TenantModel) -> None:
        """Write down what a row says."""
        said: dict[str, Any] = {"table": row.__tablename__}
        model = type(row)
        for column in describe(model).columns:
            value = getattr(row, column.key)
            if isinstance(column.type, SealedType) and isinstance(value, Sealed):
                value = self._work.vault.open(getattr(model, column.key), row.id, value)
            said[column.key] = value.hex() if isinstance(value, bytes) else value
        self._rows.append(said)

    def written(self) -> str:
        """All of it as JSON."""
        return json.dumps(self._rows, default=str)


def join_file(
    work: Work, old: Old, kept: FamilyFile, gone: FamilyFile, coordinator_id: UUID | None
) -> None:
    """Of two files of one role one: since the first day, and open when either is."""
    old.keep(kept)
    old.keep(gone)
    kept.opened_on = min(kept.opened_on, gone.opened_on)
    kept.coordinator_id = coordinator_id
    if kept.closed_on is not None and gone.closed_on is None:
        kept.closed_on, kept.closed_reason = None, None
    elif kept.closed_on is not None and (gone.closed_on or date.min) > kept.closed_on:
        kept.closed_on, kept.closed_reason = gone.closed_on, gone.closed_reason
    for name, model, attribute in references(FILE):
        if name in OF_FILES:
            there = select(model.transfer_id).where(attribute == kept.id)
            already = set(work.session.scalars(there))
            moved = update(model).where(attribute == gone.id, model.transfer_id.not_in(already))
            work.session.execute(moved.values({attribute.key: kept.id}))
    move_plugin_rows(work.session, FILE, gone.id, kept.id)
    work.session.delete(gone)


def join_intakes(work: Work, old: Old, stays: Intake, goes: Intake, kept_id: UUID) -> None:
    """Of two intakes one counts; the other stays to be read among the notes of its role."""
    old.keep(goes)
    note = ContactMoment(
        id=new_id(),
        family_id=kept_id,
        role=goes.role,
        author_id=goes.author_id,
        on_date=goes.held_on,
        way=ContactWay.VISIT,
        with_whom="",
    )
    note.note = work.vault.seal(ContactMoment.note, note.id, in_words(work, goes))
    work.session.add(note)
    move_plugin_rows(work.session, Intake.__tablename__, goes.id, stays.id)
    work.session.delete(goes)
    work.session.flush()
    stays.family_id = kept_id


def join_person(work: Work, old: Old, kept: FamilyMember, gone: FamilyMember) -> None:
    """Of two people one, with what either told; what is about the one is about the other."""
    old.keep(kept)
    old.keep(gone)
    extra = [*_reached(work, kept, gone)]
    kept.last_name = kept.last_name or gone.last_name
    kept.born_on = kept.born_on or gone.born_on
    for column in ("note", "health"):
        attribute = getattr(FamilyMember, column)
        texts = [work.vault.open(attribute, one.id, getattr(one, column)) for one in (kept, gone)]
        texts += extra if column == "note" else []
        said = "\n\n".join(dict.fromkeys(text for text in texts if text))
        setattr(kept, column, work.vault.seal_optional(attribute, kept.id, said))
    _join_vogs(work, old, kept.id, gone.id)
    for name, model, attribute in references(MEMBER):
        if name != "vog_record.member_id":
            moved = update(model).where(attribute == gone.id)
            work.session.execute(moved.values({attribute.key: kept.id}))
    move_plugin_rows(work.session, MEMBER, gone.id, kept.id)
    work.session.delete(gone)


def _reached(work: Work, kept: FamilyMember, gone: FamilyMember) -> list[str]:
    """Fill in how to reach the one; a second number or address becomes a note."""
    vault, extra = work.vault, []
    if False in (kept.message_safe, gone.message_safe):
        kept.message_safe = False
    elif kept.phone is None and kept.email is None:
        kept.message_safe = gone.message_safe
    for column in ("phone", "email"):
        attribute = getattr(FamilyMember, column)
        mine, theirs = (vault.open(attribute, one.id, getattr(one, column)) for one in (kept, gone))
        if theirs and not mine:
            setattr(kept, column, vault.seal(attribute, kept.id, theirs))
            setattr(kept, f"{column}_index", getattr(gone, f"{column}_index"))
        elif theirs and theirs != mine:
            extra.append(_("Ook te bereiken via %(contact)s.", contact=theirs))
    return extra


def _join_vogs(work: Work, old: Old, kept_id: UUID, gone_id: UUID) -> None:
    """The VOG of one adult: the one that was seen last."""
    found = {
        vog.member_id: vog
        for vog in work.session.scalars(
            select(VogRecord).where(VogRecord.member_id.in_((kept_id, gone_id)))
        )
    }
    mine, theirs = found.get(kept_id), found.get(gone_id)
    if mine and theirs:
        worse, better = sorted((mine, theirs), key=_seen)
        old.keep(worse)
        work.session.delete(worse)
        work.session.flush()
        theirs = better
    if theirs:
        theirs.member_id = kept_id


def _seen(vog: VogRecord) -> tuple[date, ...]:
    days = (vog.seen_on, vog.issued_on, vog.requested_on)
    return tuple(day or date.min for day in days)


def settle_consents(work: Work, family_id: UUID, moved: set[UUID]) -> None:
    """A yes of the one that was taken back later at the other does not count any more."""
    rows = work.session.scalars(
        select(Consent)
        .where(Consent.family_id == family_id)
        .execution_options(populate_existing=True)
    ).all()
    for row in rows:
        taken_back = [
            other.withdrawn_on
            for other in rows
            if (other.purpose, other.member_id) == (row.purpose, row.member_id)
            and (other.id in moved) != (row.id in moved)
            and other.withdrawn_on
            and other.withdrawn_on >= row.given_on
        ]
        if row.withdrawn_on is None and taken_back:
            row.withdrawn_on = max(taken_back)
            work.record("consent.withdrawn", "family", family_id, row.purpose)
