"""Naming a stand-in, giving it more days, ending it early."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Membership, Role
from core.accounts.queries import find_colleague, member_names
from core.cover import letters
from core.cover.models import Cover
from core.errors import NotFound, Refused
from core.wording import _, ngettext
from core.work import Work

LONGEST = timedelta(weeks=8)
"""How far ahead a cover ends at most: longer than this is a hand-over of the files."""


def name_stand_in(
    work: Work, *, absent_id: UUID, stand_in_id: UUID, from_on: date, until_on: date
) -> UUID:
    """Let a colleague work in the files of somebody who is away; returns the cover.

    A coordinator names for herself only, an admin for everybody. Raises NotFound for somebody who
    does not work with families here, or Refused.
    """
    if work.actor.role != Role.ADMIN and absent_id != work.actor.id:
        raise NotFound(Membership.__tablename__)
    if absent_id == stand_in_id:
        raise Refused(_("Kies een collega: niemand neemt voor zichzelf waar."), "stand_in")
    absent, stand_in = _caseworker(work, absent_id), _caseworker(work, stand_in_id)
    if from_on < work.today:
        raise Refused(_("Deze dag is voorbij. Kies vandaag of later."), "from_on")
    _check_end(work, from_on, until_on)
    _check_free(work, absent_id, stand_in_id, from_on, until_on)
    cover = Cover(absent_id=absent_id, stand_in_id=stand_in_id, named_by=work.actor.id)
    cover.from_on, cover.until_on = from_on, until_on
    work.add(cover)
    work.record("cover.began", "cover", cover.id, f"{stand_in.name} voor {absent.name}")
    letters.tell_stand_in(work, stand_in.email, absent.name, from_on, until_on)
    return cover.id


def extend_cover(work: Work, cover_id: UUID, until_on: date) -> None:
    """Give a cover another last day, later or earlier; raises NotFound or Refused.

    Who stands in makes it shorter, never longer: nobody goes on reading a colleague's files on
    one's own word.
    """
    cover = access_cover(work, cover_id)
    _check_open(work, cover)
    is_theirs = work.actor.role == Role.ADMIN or work.actor.id == cover.absent_id
    if until_on > cover.until_on and not is_theirs:
        raise Refused(
            _("Langer waarnemen kan als uw collega of een programmaleider dat regelt."), "until_on"
        )
    _check_end(work, max(cover.from_on, work.today), until_on)
    _check_free(work, cover.absent_id, cover.stand_in_id, cover.from_on, until_on, cover.id)
    cover.until_on = until_on
    work.record("cover.extended", "cover", cover_id, until_on.isoformat())
    stand_in = find_colleague(work, cover.stand_in_id)
    # Who is away may have left for good: until the files are handed on, somebody looks after them.
    absent = member_names(work).get(cover.absent_id, "")
    letters.tell_stand_in(work, stand_in.email, absent, cover.from_on, until_on)


def end_cover(work: Work, cover_id: UUID) -> None:
    """End a cover at once: the files close to the stand-in now. Raises NotFound or Refused."""
    cover = access_cover(work, cover_id)
    _check_open(work, cover)
    cover.ended_on = work.today
    work.record("cover.ended", "cover", cover_id)


def end_covers_by(work: Work, membership_id: UUID) -> None:
    """End every cover by somebody who leaves or gets another role."""
    running = select(Cover).where(Cover.stand_in_id == membership_id, Cover.ended_on.is_(None))
    for cover in work.session.scalars(running.where(Cover.until_on >= work.today)):
        cover.ended_on = work.today
        work.record("cover.ended", "cover", cover.id)


def access_cover(work: Work, cover_id: UUID) -> Cover:
    """The cover, for who is in it and for an admin; raises NotFound for anybody else."""
    cover = work.find(Cover, cover_id)
    if work.actor.role != Role.ADMIN and work.actor.id not in (cover.absent_id, cover.stand_in_id):
        raise NotFound(Cover.__tablename__)
    return cover


def _caseworker(work: Work, membership_id: UUID) -> letters.Person:
    colleague = find_colleague(work, membership_id)
    if colleague.role is Role.GEMEENTE:
        raise NotFound(Membership.__tablename__)
    return letters.Person(colleague.name, colleague.email)


def _check_open(work: Work, cover: Cover) -> None:
    if cover.ended_on is not None or cover.until_on < work.today:
        raise Refused(_("Deze waarneming is al voorbij. Regel een nieuwe."))


def _check_end(work: Work, from_on: date, until_on: date) -> None:
    if until_on < from_on:
        raise Refused(_("De laatste dag ligt vóór de eerste. Kies een latere dag."), "until_on")
    if until_on > from_on + LONGEST:
        weeks = ngettext("%(num)s week", "%(num)s weken", LONGEST.days // 7)
        raise Refused(
            _(
                "Waarnemen duurt ten hoogste %(weeks)s. Duurt het langer? Verleng dan later, of "
                "geef de dossiers aan een collega.",
                weeks=weeks,
            ),
            "until_on",
        )


def _check_free(
    work: Work,
    absent_id: UUID,
    stand_in_id: UUID,
    from_on: date,
    until_on: date,
    itself: UUID | None = None,
) -> None:
    same = select(Cover.id).where(
        Cover.absent_id == absent_id,
        Cover.stand_in_id == stand_in_id,
        Cover.ended_on.is_(None),
        Cover.from_on <= until_on,
        Cover.until_on >= from_on,
    )
    if itself is not None:
        same = same.where(Cover.id != itself)
    if work.session.scalar(same.limit(1)):
        raise Refused(
            _("Deze collega neemt in die tijd al waar. Verleng of beëindig die waarneming."),
            "until_on",
        )
