"""What a text is laid beside: read and unsealed for one look, and kept nowhere."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.accounts.queries import member_names
from core.families.ages import age_on
from core.families.models import Family, FamilyFile, FamilyMember, FamilyRole, MemberKind
from core.intake.models import Intake
from core.lessons.identifying import known_names
from core.matching.models import SupportRequest
from core.network.models import Partner
from core.recruiting.crowd import EVERYWHERE, Crowd
from core.recruiting.recognising import Known
from core.recruiting.wording import band_of
from core.referrals.models import Referral
from core.work import Work
from tenants.directory import population_of

_ADULT = 18


def known_of(work: Work, request: SupportRequest | None) -> Known:
    """Names, organisations and numbers of this programme, and what one family told."""
    own = _names_of(work, request.family_id) if request else frozenset()
    colleagues = {part for name in member_names(work).values() for part in (name, *name.split())}
    others = {name for name in known_names(work) if name not in colleagues}
    return Known(
        names=frozenset(name for name in others | own if name.strip()),
        organisations=frozenset(work.session.scalars(select(Partner.name))),
        told=tuple(_told(work, request)) if request else (),
        area=work.tenant.name,
        crowd=_crowd(work),
    )


def _names_of(work: Work, family_id: UUID) -> frozenset[str]:
    """A name of this family is never let through, also where a colleague is called the same."""
    people = select(FamilyMember.first_name, FamilyMember.last_name).where(
        FamilyMember.family_id == family_id
    )
    found = {name for row in work.session.execute(people) for name in row}
    return frozenset({*found, work.find(Family, family_id).name})


def _told(work: Work, request: SupportRequest) -> Iterator[str]:
    """What this family and its referrer told, unsealed; whoever asks may read the file."""
    vault = work.vault
    yield request.title
    yield vault.open(SupportRequest.wishes, request.id, request.wishes)
    yield vault.open(SupportRequest.urgency_reason, request.id, request.urgency_reason)
    stories = select(Referral.id, Referral.story).where(
        Referral.family_id == request.family_id, Referral.role == FamilyRole.ASKING
    )
    for story in work.session.execute(stories):
        yield vault.open(Referral.story, story.id, story.story)
    talks = select(Intake).where(
        Intake.family_id == request.family_id, Intake.role == FamilyRole.ASKING
    )
    for intake in work.session.scalars(talks):
        yield from _texts_in(json.loads(vault.open(Intake.answers, intake.id, intake.answers)))
        yield vault.open(Intake.goals, intake.id, intake.goals)
        yield vault.open(Intake.suitability_reason, intake.id, intake.suitability_reason)
    people = select(FamilyMember.id, FamilyMember.note, FamilyMember.health).where(
        FamilyMember.family_id == request.family_id
    )
    for person in work.session.execute(people):
        yield vault.open(FamilyMember.note, person.id, person.note)
        yield vault.open(FamilyMember.health, person.id, person.health)


def _texts_in(answer: Any) -> Iterator[str]:
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, dict):
        for part in answer.values():
            yield from _texts_in(part)
    elif isinstance(answer, list):
        for part in answer:
            yield from _texts_in(part)


def _crowd(work: Work) -> Crowd:
    """The own families with a child of each band, by place and all together: one statement."""
    rows = work.session.execute(
        select(Family.id, func.lower(Family.place).label("place"), FamilyMember.born_on)
        .join(Family, Family.id == FamilyMember.family_id)
        .join(FamilyFile, FamilyFile.family_id == Family.id)
        .where(
            FamilyMember.kind == MemberKind.CHILD,
            FamilyMember.born_on.is_not(None),
            FamilyFile.closed_on.is_(None),
            Family.merged_into_id.is_(None),
        )
        .distinct()
    )
    families: dict[tuple[str, str], set[UUID]] = {}
    for row in rows:
        age = age_on(row.born_on, work.today)
        if age is None or age >= _ADULT:
            continue
        for place in {row.place.casefold(), EVERYWHERE}:
            families.setdefault((place, band_of(age)), set()).add(row.id)
    inhabitants = population_of(work.session, work.tenant.id).inhabitants
    return Crowd(inhabitants, {key: len(found) for key, found in families.items()})
