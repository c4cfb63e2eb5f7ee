"""Requests and offers as matching sees them, from the rows, in a constant number of queries."""

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import InstrumentedAttribute

from core.families.ages import age_on
from core.families.consents import Purpose
from core.families.models import Consent, Family, FamilyMember
from core.languages import OTHER
from core.matching.households import SMOKING
from core.matching.models import Exclusion as ExclusionRow
from core.matching.models import SupportOffer, SupportRequest
from core.matching.occupancy import places_by_offer
from core.matching.preferences import NO_OWN_CHILDREN, OWN_CHILDREN
from core.matching.profiles import (
    Exclusion,
    ExclusionReason,
    OfferProfile,
    Position,
    RequestProfile,
    Subject,
    VogStatus,
)
from core.places.locating import KeptPositions, kept_positions
from core.places.positions import Home
from core.safety.queries import VogStage, vog_stages_of
from core.work import Work

_VOGS = {stage: VogStatus(stage.value) for stage in VogStage}


def request_profiles(work: Work, *where: ColumnElement[bool]) -> dict[UUID, RequestProfile]:
    """The requests that match the criteria, as profiles by id: three queries."""
    rows = work.session.execute(_requests().where(*where)).all()
    excluded = _exclusions(work, ExclusionRow.request_id, [row.id for row in rows])
    homes = kept_positions(work)
    return {
        row.id: _request_profile(row, homes, excluded.get(row.id, ()), work.today) for row in rows
    }


def offer_profiles(work: Work, *where: ColumnElement[bool]) -> dict[UUID, OfferProfile]:
    """The offers that match the criteria, as profiles by id: four queries.

    Every open offer is laid beside a request, so there is no limit: a programme has some dozens.
    The lists of one row come as one value, which matters to who has thousands.
    """
    rows = work.session.execute(_offers().where(*where)).all()
    excluded = _exclusions(work, ExclusionRow.offer_id, select(SupportOffer.id).where(*where))
    vogs = vog_stages_of(work, select(SupportOffer.family_id).where(*where))
    where_at = _Positions(kept_positions(work))
    return {
        row.id: _offer_profile(
            row,
            where_at.find(row),
            tuple(_VOGS[stage] for stage in vogs.get(row.family_id, ())),
            excluded.get(row.id, ()),
        )
        for row in rows
    }


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


def _offers() -> Select[*tuple[Any, ...]]:
    offer = SupportOffer
    running, proposed = places_by_offer()
    return select(
        offer.id, offer.family_id, offer.since, offer.capacity, offer.max_km, offer.dayparts,
        offer.per_week, offer.age_from, offer.age_to, offer.smokes, offer.experience_may_match,
        func.jsonb_build_array(
            offer.forms, offer.pets, offer.languages, offer.subjects, offer.interests,
            offer.themes, offer.wish_keys, offer.traits, offer.own_ages, type_=JSONB,
        ).label("lists"),
        (func.coalesce(running.c.taken, 0) + func.coalesce(proposed.c.taken, 0)).label("taken"),
        Family.place, Family.postcode4,
    ).join(Family, Family.id == offer.family_id).outerjoin(
        running, running.c.offer_id == offer.id
    ).outerjoin(proposed, proposed.c.offer_id == offer.id)  # fmt: skip


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


def _offer_profile(
    row: Row[Any],
    position: Position | None,
    vog: tuple[VogStatus, ...],
    exclusions: Iterable[Exclusion],
) -> OfferProfile:
    forms, pets, languages, subjects, interests, themes, wishes, traits, own_ages = row.lists
    return OfferProfile(
        id=str(row.id),
        since=row.since,
        capacity=row.capacity,
        running=row.taken,
        position=position,
        max_km=row.max_km,
        dayparts=row.dayparts,
        max_times_per_week=row.per_week,
        ages=(row.age_from, row.age_to),
        forms=frozenset(forms),
        household=_household(pets, row.smokes),
        languages=frozenset(languages) or None,
        vog=vog,
        exclusions=tuple(exclusions),
        subjects=frozenset(Subject(subject) for subject in subjects),
        interests=_known(interests),
        themes=_known(themes) if row.experience_may_match else None,
        wishes=_known(wishes),
        traits=_at_home(traits, own_ages),
        own_ages=None if own_ages is None else tuple(own_ages),
    )


def _known(keys: list[str] | None) -> frozenset[str] | None:
    """What was asked; None while it was not."""
    return None if keys is None else frozenset(keys)


def _at_home(traits: list[str] | None, own_ages: list[int] | None) -> frozenset[str] | None:
    """What is at a steungezin's, with whether there are children: that is asked by their ages."""
    if traits is None or own_ages is None:
        return _known(traits)
    return frozenset(traits) | {OWN_CHILDREN if own_ages else NO_OWN_CHILDREN}


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


def _household(pets: list[str] | None, smokes: bool | None) -> frozenset[str] | None:
    """What is in the house; None while a part of it was not asked: unknown is not a pass."""
    if pets is None or smokes is None:
        return None
    return frozenset(pets) | ({SMOKING} if smokes else frozenset())


class _Positions:
    """Where families live, looked up once for each place."""

    def __init__(self, homes: KeptPositions) -> None:
        self._homes = homes
        self._found: dict[tuple[str, str], Position | None] = {}

    def find(self, row: Row[Any]) -> Position | None:
        """The position of a row with a postcode and a place; None when it is not known."""
        home = (row.postcode4, row.place)
        if home not in self._found:
            self._found[home] = _position(row, self._homes)
        return self._found[home]


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
