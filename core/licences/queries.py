"""What the licence of this programme allows today, in one query of the registry."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from core.couplings.models import Coupling, CouplingPhase
from core.places.places import UnknownArea, area
from core.web.formats import long_date
from core.wording import _, ngettext
from core.work import Work
from tenants.licences import WARNED_BEFORE, Licence, Standing, standing_of


@dataclass(frozen=True, slots=True)
class LicenceAnswer:
    """Whether a variant may be used here today; the sentence says why not and what to do."""

    covered: bool
    sentence: str = ""
    licence: Licence | None = None


@dataclass(frozen=True, slots=True)
class ForTrial:
    """Whether a trial may begin today, for who has met already.

    `why_not` is a sentence with what to do, "" when it may; `last_day` is known when the licence
    ends within ninety days.
    """

    why_not: str = ""
    last_day: date | None = None


def licence_covers(work: Work, variant_key: str) -> LicenceAnswer:
    """Whether this programme may work by a variant today.

    The Stichting owns the method and needs no licence. One query; nothing is raised.
    """
    standing = standing_of(work.session, work.tenant.id, variant_key)
    if not standing.needs_licence:
        return LicenceAnswer(True)
    lies_in = gemeenten_of(standing.area_code)
    licence = standing.licence_on(work.today, lies_in)
    if licence:
        return LicenceAnswer(True, licence=licence)
    return LicenceAnswer(False, why_not(standing, lies_in, work.today))


def licence_for_trial(work: Work, variant_key: str) -> ForTrial:
    """What the licence says of an introduction: a coupling is made only when its trial begins."""
    standing = standing_of(work.session, work.tenant.id, variant_key)
    if not standing.needs_licence:
        return ForTrial()
    lies_in = gemeenten_of(standing.area_code)
    licence = standing.licence_on(work.today, lies_in)
    if licence is None:
        return ForTrial(why_not(standing, lies_in, work.today))
    most = licence.most_couplings
    if most is not None and running_couplings(work) >= most:
        return ForTrial(is_full(most))
    last = standing.last_covered_day(work.today, lies_in)
    ends_soon = last is not None and (last - work.today).days <= max(WARNED_BEFORE)
    return ForTrial(last_day=last if ends_soon else None)


def is_full(most: int) -> str:
    """That every coupling that the licence allows runs already, and what to do."""
    return ngettext(
        "De licentie is voor %(num)s lopende koppeling, en die is er. Rond er een af, of "
        "vraag de Stichting om meer.",
        "De licentie is voor %(num)s lopende koppelingen, en die zijn er. Rond er een af, "
        "of vraag de Stichting om meer.",
        most,
    )


def gemeenten_of(area_code: str) -> tuple[str, ...]:
    """The gemeenten of today in which an area lies; none when it is unknown."""
    try:
        return area(area_code).gemeente_codes
    except UnknownArea:
        return ()


def why_not(standing: Standing, lies_in: tuple[str, ...], today: date) -> str:
    """Why no licence covers a tenant on a day, and what to do."""
    here = standing.here(lies_in)
    begins = min((one.from_on for one in here if one.from_on > today), default=None)
    if begins:
        return _(
            "De licentie voor deze methode begint op %(day)s. Wacht tot die dag, of vraag de "
            "Stichting om een eerder begin.",
            day=long_date(begins),
        )
    ended = max((one.last_day for one in here), default=None)
    if ended:
        return _(
            "De licentie voor deze methode liep tot en met %(day)s. Vraag de Stichting om een "
            "verlenging. Lopende koppelingen gaan gewoon door.",
            day=long_date(ended),
        )
    return _(
        "Uw organisatie heeft geen licentie voor deze methode in deze gemeente. Vraag die aan bij "
        "de Stichting."
    )


def running_couplings(work: Work) -> int:
    """Couplings in their trial or definitive: what counts against the most that may run."""
    running = (CouplingPhase.TRIAL, CouplingPhase.ACTIVE)
    query = select(func.count(Coupling.id)).where(Coupling.phase.in_(running))
    return work.session.scalar(query) or 0
