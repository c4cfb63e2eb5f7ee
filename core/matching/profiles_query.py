"""Requests and offers as matching sees them, from the rows, in a constant number of queries."""

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from core.families.ages import age_on
from core.families.consents import Purpose
from core.families.models import Consent, Family, FamilyMember
from core.languages import OTHER
from core.matching.households import SMOKING
from core.matching.models import Exclusion as ExclusionRow
from core.matching.models import SupportOffer, SupportRequest
from core.matching.offer_rows import offer_columns
from core.matching.profiles import (
    Exclusion,
    ExclusionReason,
    OfferProfile,
    Position,
    RequestProfile,
    Subject,
)
from core.places.locating import KeptPositions, kept_positions
from core.places.positions import Home
from core.work import Work


def request_profiles(work: Work, *where: ColumnElement[bool]) -> dict[UUID, RequestProfile]:
    """The requests that match the criteria, as profiles by id: three queries."""
    rows = work.session.execute(_requests().where(*where)).all()
    excluded = _exclusions(work, ExclusionRow.request_id, [row.id for row in rows])
    homes = kept_positions(work)
    return {
        row.id: _request_profile(row, homes, excluded.get(row.id, ()), work.today) for row in rows
    }


def offer_profiles(work: Work, *where: ColumnElement[bool]) -> dict[UUID, OfferProfile]:
    """The offers that match the criteria, as profiles by id: four queries."""
    excluded = _exclusions(work, ExclusionRow.offer_id, select(SupportOffer.id).where(*where))
    return {UUID(offer.id): offer for offer in offer_columns(work, *where, excluded=excluded)}


def _requests() -> Select[*tuple[Any, ...]]:
    request = SupportRequest
    return (
        select(
            request.id, request.subject, request.since, request.max_km, request.dayparts,
            request.per_week, request.forms, request.avoid_pets, request.avoid_smoking,
            request.required_language, request.home_languages, request.interests, request.themes,
            request.wish_keys, request.traits, request.urgency, request.together_key,
            _health_may_match().label("health_may_match"), FamilyMember.born_on, Family.place,
            Family.postcode4,
        )
        .join(Family, Family.id == request.family_id)
        .outerjoin(FamilyMember, FamilyMember.id == request.member_id)
    )  # fmt: skip


def _request_profile(
    row: Row[Any],
    homes: KeptPositions,
    exclusions: Iterable[Exclusion],
    today: date,
) -> RequestProfile:
    allergies = None if row.avoid_pets is None else frozenset(row.avoid_pets)
    if allergies is not None and row.avoid_smoking:
        allergies |= {SMOKING}
    return RequestProfile(
        id=str(row.id),
        subject=Subject(row.subject),
        since=row.since,
        age=age_on(row.born_on, today),
        position=_position(row, homes),
        max_km=row.max_km,
        dayparts=row.dayparts,
        times_per_week=row.per_week,
        forms=frozenset(row.forms),
        allergies=allergies,
        languages=_languages(row.required_language, row.home_languages),
        language_required=bool(row.required_language),
        exclusions=tuple(exclusions),
        interests=_known(row.interests),
        themes=_known(row.themes) if row.health_may_match else None,
        wishes=_known(row.wish_keys),
        traits=_known(row.traits),
        urgency=row.urgency,
        together=row.together_key,
    )


def _known(keys: list[str] | None) -> frozenset[str] | None:
    """What was asked; None while it was not."""
    return None if keys is None else frozenset(keys)


def _languages(required: str | None, at_home: list[str] | None) -> frozenset[str] | None:
    """The language that is needed; without one, those that are spoken at home."""
    if required:
        return frozenset({required})
    return frozenset(at_home or ()) - {OTHER} or None


def _health_may_match() -> ColumnElement[bool]:
    """Whether the family said yes to using health in matching: as a whole, or for this person."""
    return (
        select(Consent.id)
        .where(
            Consent.family_id == SupportRequest.family_id,
            Consent.purpose == Purpose.HEALTH,
            Consent.withdrawn_on.is_(None),
            or_(Consent.member_id.is_(None), Consent.member_id == SupportRequest.member_id),
        )
        .correlate(SupportRequest)
        .exists()
    )


def _position(row: Row[Any], homes: KeptPositions) -> Position | None:
    found = homes.find(Home(row.postcode4, row.place))
    return Position(found.lat, found.lon) if found else None


def _exclusions(
    work: Work, column: InstrumentedAttribute[UUID], ids: Collection[UUID] | Select[UUID]
) -> dict[UUID, list[Exclusion]]:
    found: dict[UUID, list[Exclusion]] = {}
    wanted = select(
        ExclusionRow.id, ExclusionRow.request_id, ExclusionRow.offer_id, ExclusionRow.reason
    ).where(column.in_(ids))
    mine = column.key
    for row in work.session.execute(wanted):
        other = row.offer_id if mine == "request_id" else row.request_id
        kind = exclusion_kind(work.vault.open(ExclusionRow.reason, row.id, row.reason))
        found.setdefault(getattr(row, mine), []).append(Exclusion(str(other), kind))
    return found


def exclusion_kind(text: str) -> ExclusionReason:
    """The kind of reason in what was sealed with an exclusion."""
    return ExclusionReason(json.loads(text)["kind"])
