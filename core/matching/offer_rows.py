"""The offers of a programme as matching sees them, from the rows, in columns."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Text, cast, func, select

from core.families.models import Family
from core.matching.households import SMOKING
from core.matching.models import SupportOffer
from core.matching.occupancy import places_by_offer
from core.matching.offer_columns import OfferColumns, each
from core.matching.preferences import NO_OWN_CHILDREN, OWN_CHILDREN
from core.matching.profiles import Exclusion, Position, Subject, VogStatus
from core.places.locating import kept_positions
from core.places.positions import Home
from core.safety.queries import vog_stages_of
from core.work import Work

Keys = frozenset[str] | None
Excluded = Mapping[UUID, Sequence[Exclusion]]


def offer_columns(work: Work, *where: ColumnElement[bool], excluded: Excluded) -> OfferColumns:
    """The offers that match the criteria, in the order of their ids: three queries.

    Every open offer is laid beside a request, so there is no limit. A list comes as the text of
    its JSON and is read once for all offers that have the same. `excluded` are the requests that
    an offer is kept apart from; a request knows its own.
    """
    found = work.session.execute(_offers().where(*where).order_by(SupportOffer.id))
    names, rows = found.keys(), found.all()
    row = dict(zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True))
    vogs = vog_stages_of(work, select(SupportOffer.family_id).where(*where))
    homes = kept_positions(work)
    own_ages = each(_own_ages, row["own_ages"])
    has_children = [ages if ages is None else bool(ages) for ages in own_ages]

    def position(postcode4: str, place: str) -> Position | None:
        point = homes.find(Home(postcode4, place))
        return Position(point.lat, point.lon) if point else None

    return OfferColumns(
        {
            "id": list(map(str, row["id"])),
            "since": row["since"],
            "capacity": row["capacity"],
            "running": row["taken"],
            "position": each(position, row["postcode4"], row["place"]),
            "max_km": row["max_km"],
            "dayparts": row["dayparts"],
            "max_times_per_week": row["per_week"],
            "ages": list(zip(row["age_from"], row["age_to"], strict=True)),
            "forms": each(_keys, row["forms"]),
            "household": each(_household, row["pets"], row["smokes"]),
            "languages": each(_languages, row["languages"]),
            "vog": each(_vogs, (vogs.get(family, "") for family in row["family_id"])),
            "exclusions": [tuple(excluded.get(offer, ())) for offer in row["id"]],
            "subjects": each(_subjects, row["subjects"]),
            "interests": each(_keys, row["interests"]),
            "themes": each(_themes, row["themes"], row["experience_may_match"]),
            "wishes": each(_keys, row["wish_keys"]),
            "traits": each(_at_home, row["traits"], has_children),
            "own_ages": own_ages,
        }
    )


def _offers() -> Select[*tuple[Any, ...]]:
    offer = SupportOffer
    running, proposed = places_by_offer()
    lists = (
        offer.forms, offer.pets, offer.languages, offer.subjects, offer.interests, offer.themes,
        offer.wish_keys, offer.traits, offer.own_ages,
    )  # fmt: skip
    return select(
        offer.id, offer.family_id, offer.since, offer.capacity, offer.max_km, offer.dayparts,
        offer.per_week, offer.age_from, offer.age_to, offer.smokes, offer.experience_may_match,
        *(cast(keys, Text).label(keys.key) for keys in lists),
        (func.coalesce(running.c.taken, 0) + func.coalesce(proposed.c.taken, 0)).label("taken"),
        Family.place, Family.postcode4,
    ).join(Family, Family.id == offer.family_id).outerjoin(
        running, running.c.offer_id == offer.id
    ).outerjoin(proposed, proposed.c.offer_id == offer.id)  # fmt: skip


def _keys(text: str | None) -> Keys:
    """What was asked; None while it was not."""
    return None if text is None else frozenset(json.loads(text))


def _household(pets: str | None, smokes: bool | None) -> Keys:
    """What is in the house; None while a part of it was not asked: unknown is not a pass."""
    if pets is None or smokes is None:
        return None
    return frozenset(json.loads(pets)) | ({SMOKING} if smokes else frozenset())


def _languages(text: str) -> Keys:
    return frozenset(json.loads(text)) or None


def _subjects(text: str) -> frozenset[Subject]:
    return frozenset(map(Subject, json.loads(text)))


def _themes(text: str | None, may_match: bool) -> Keys:
    """Their own experience, when they said that it may be used."""
    return _keys(text) if may_match else None


def _at_home(traits: str | None, has_children: bool | None) -> Keys:
    """What is at a steungezin's, with whether there are children: that is asked by their ages."""
    found = _keys(traits)
    if found is None or has_children is None:
        return found
    return found | {OWN_CHILDREN if has_children else NO_OWN_CHILDREN}


def _own_ages(text: str | None) -> tuple[int, ...] | None:
    return None if text is None else tuple(json.loads(text))


def _vogs(stages: str) -> tuple[VogStatus, ...]:
    return tuple(map(VogStatus, stages.split(","))) if stages else ()
