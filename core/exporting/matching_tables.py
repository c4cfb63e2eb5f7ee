"""What families ask and offer, as tables.

What is special (health, what plays at home) stays behind: it is read in the file.
"""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import select

from core.calendar.dayparts import describe
from core.exporting.listed import MOST, Listed
from core.exporting.scope import may_read
from core.families.models import Family, FamilyMember, FamilyRole
from core.languages import language_name
from core.matching.households import HOUSEHOLD
from core.matching.models import OfferState, RequestState, SupportOffer, SupportRequest
from core.matching.preferences import COMING, HOME, INTERESTS, words_for
from core.method.choice import label
from core.spreadsheets.cells import Cell
from core.wording import Text, _, _l
from core.work import Work

REQUEST_STATES: Final[dict[str, Text]] = {
    RequestState.OPEN: _l("open"),
    RequestState.COUPLED: _l("gekoppeld"),
    RequestState.CLOSED: _l("gesloten"),
}
OFFER_STATES: Final[dict[str, Text]] = {
    OfferState.OPEN: _l("open"),
    OfferState.PAUSED: _l("op pauze"),
    OfferState.CLOSED: _l("gesloten"),
}


def requests(work: Work) -> Listed:
    """The requests in the files that this member may read."""
    query = (
        select(Family.name, FamilyMember.first_name, SupportRequest)
        .select_from(SupportRequest)
        .join(Family, Family.id == SupportRequest.family_id)
        .outerjoin(FamilyMember, FamilyMember.id == SupportRequest.member_id)
        .where(may_read(work, SupportRequest.family_id, FamilyRole.ASKING))
        .order_by(SupportRequest.since, SupportRequest.id)
    )
    found = work.session.execute(query.limit(MOST)).all()
    rows: list[list[Cell]] = [
        [name, one.title, who or "", str(REQUEST_STATES[one.state]), one.since, one.urgency,
         *_when_and_where(work, one), str(language_name(one.required_language or "")),
         _languages(one.home_languages), words_for(INTERESTS, one.interests),
         words_for(HOME, one.wish_keys)]
        for name, who, one in found
    ]  # fmt: skip
    header = (_("Gezin"), _("Hulpvraag"), _("Voor wie"), _("Stand"), _("Wacht sinds"), _("Haast"),
              *_when_and_where_header(), _("Taal die nodig is"), _("Talen thuis"), _("Houdt van"),
              _("Zoekt een gezin met"))  # fmt: skip
    return Listed(_("Hulpvragen"), header, rows, frozenset(row[2].family_id for row in found))


def offers(work: Work) -> Listed:
    """The offers in the files that this member may read; own experience is not in it."""
    query = (
        select(Family.name, SupportOffer)
        .select_from(SupportOffer)
        .join(Family, Family.id == SupportOffer.family_id)
        .where(may_read(work, SupportOffer.family_id, FamilyRole.OFFERING))
        .order_by(SupportOffer.since, SupportOffer.id)
    )
    found = work.session.execute(query.limit(MOST)).all()
    rows: list[list[Cell]] = [
        [name, one.title, str(OFFER_STATES[one.state]), one.since, *_when_and_where(work, one),
         one.age_from, one.age_to, one.capacity, words_for(HOUSEHOLD, one.pets),
         _smokes(one.smokes), _languages(one.languages), words_for(INTERESTS, one.interests),
         words_for(HOME, one.traits), _ages(one.own_ages), words_for(COMING, one.wish_keys)]
        for name, one in found
    ]  # fmt: skip
    header = (_("Gezin"), _("Aanbod"), _("Stand"), _("Sinds"), *_when_and_where_header(),
              _("Jongste leeftijd"), _("Oudste leeftijd"), _("Plekken"), _("Huisdieren"),
              _("Roken"), _("Talen"), _("Houdt van"), _("Wat er is"),
              _("Leeftijd van eigen kinderen"), _("Wenst"))  # fmt: skip
    return Listed(_("Aanbod van steungezinnen"), header, rows,
                  frozenset(row[1].family_id for row in found))  # fmt: skip


def _when_and_where(work: Work, one: SupportRequest | SupportOffer) -> list[Cell]:
    kinds = ", ".join(str(label(work, "support_forms", key)) for key in one.forms)
    return [kinds, describe(one.dayparts) if one.dayparts else "", one.per_week, one.max_km]


def _when_and_where_header() -> tuple[Any, ...]:
    return _("Soort steun"), _("Wanneer"), _("Keer per week"), _("Hoe ver")


def _languages(codes: Iterable[str] | None) -> str:
    return ", ".join(str(language_name(code)) for code in codes or ())


def _smokes(told: bool | None) -> str:
    return {None: "", True: _("ja"), False: _("nee")}[told]


def _ages(ages: list[int] | None) -> str:
    return words_for({}, None if ages is None else [str(age) for age in ages])
