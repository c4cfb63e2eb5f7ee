"""Why a family was proposed, read back from what was kept with the choice."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.accounts.queries import member_names
from core.calendar.dayparts import describe
from core.couplings.models import Coupling
from core.families.access import access_file
from core.families.models import Family, FamilyRole
from core.languages import language_name
from core.matching.engine.weights import FACTOR_LABELS, Factor
from core.matching.limits import LIMIT_LABELS, Limit
from core.matching.models import MatchProposal, SupportOffer, SupportRequest
from core.matching.preferences import COMING, HOME, INTERESTS, THEMES, words_for
from core.method.choice import known_methods
from core.wording import Text, _
from core.work import Work


@dataclass(frozen=True, slots=True)
class OtherOffer:
    """Somebody who fitted as well at the time; `name` is "" when they are no longer here."""

    name: str
    points: int
    rank: int


@dataclass(frozen=True, slots=True)
class WhyChosen:
    """What was known and said when a family was chosen. `bars` is empty for an old proposal."""

    proposal_id: UUID
    request_id: UUID
    title: str
    asking_name: str
    offering_name: str
    coupling_id: UUID | None
    chosen_on: date
    chosen_by: str
    reason: str
    limits: tuple[Text, ...]
    weights_label: Text
    weights_version: int | None
    quality: int | None
    rank: int | None
    regret: int | None
    bars: tuple[tuple[Text, int, int, bool], ...]
    others: tuple[OtherOffer, ...]
    asked: tuple[tuple[Text, str], ...]
    offered: tuple[tuple[Text, str], ...]


def why_chosen(work: Work, proposal_id: UUID) -> WhyChosen:
    """What was kept with a proposal; raises NotFound, or NeedsReason for a colleague's file."""
    proposal = work.find(MatchProposal, proposal_id)
    request = work.find(SupportRequest, proposal.request_id)
    access_file(work, request.family_id, FamilyRole.ASKING)
    offer = work.find(SupportOffer, proposal.offer_id)
    names = member_names(work)
    known = _inputs(work, proposal)
    coupling = select(Coupling.id).where(Coupling.proposal_id == proposal.id)
    return WhyChosen(
        proposal_id=proposal.id,
        request_id=request.id,
        title=request.title,
        asking_name=work.find(Family, request.family_id).name,
        offering_name=work.find(Family, offer.family_id).name,
        coupling_id=work.session.scalar(coupling.limit(1)),
        chosen_on=proposal.chosen_on,
        chosen_by=names.get(proposal.chosen_by, "") if proposal.chosen_by else "",
        reason=work.vault.open(MatchProposal.reason, proposal.id, proposal.reason),
        limits=_limits(proposal.blockers),
        weights_label=_method_name(work, proposal.weights_variant),
        weights_version=proposal.weights_version,
        quality=proposal.quality,
        rank=proposal.rank,
        regret=proposal.regret,
        bars=_bars(proposal),
        others=_others(work, proposal),
        asked=_told(known.get("request", {}), _("Wat speelt")),
        offered=_told(known.get("offer", {}), _("Eigen ervaring")),
    )


def _limits(keys: list[str]) -> tuple[Text, ...]:
    named = {str(limit.name).lower(): limit for limit in Limit}
    return tuple(LIMIT_LABELS[named[key]] for key in keys if key in named)


def _method_name(work: Work, variant: str) -> Text:
    return next((one.name for one in known_methods(work) if one.key == variant), variant)


def _bars(proposal: MatchProposal) -> tuple[tuple[Text, int, int, bool], ...]:
    return tuple(
        (FACTOR_LABELS[Factor(kept["factor"])], kept["points"], kept["most"], bool(kept["unknown"]))
        for kept in proposal.contributions or ()
        if kept["factor"] in set(Factor)
    )


def _others(work: Work, proposal: MatchProposal) -> tuple[OtherOffer, ...]:
    kept = proposal.alternatives or []
    ids = [UUID(one["offer"]) for one in kept]
    wanted = (
        select(SupportOffer.id, Family.name)
        .join(Family, Family.id == SupportOffer.family_id)
        .where(SupportOffer.id.in_(ids))
    )
    names = {row.id: row.name for row in work.session.execute(wanted)} if ids else {}
    return tuple(
        OtherOffer(names.get(UUID(one["offer"]), ""), one["points"], one["rank"]) for one in kept
    )


def _inputs(work: Work, proposal: MatchProposal) -> dict[str, dict[str, Any]]:
    kept = work.vault.open(MatchProposal.inputs, proposal.id, proposal.inputs)
    found: dict[str, dict[str, Any]] = json.loads(kept) if kept else {}
    return found


def _told(known: dict[str, Any], themes: Text) -> tuple[tuple[Text, str], ...]:
    """What went in, in words; what was not known is left out."""
    age, ages = known.get("age"), known.get("ages")
    taken = _("%(first)s tot en met %(last)s jaar", first=ages[0], last=ages[1]) if ages else ""
    given: list[tuple[Text, str]] = [
        (_("Dagdelen"), describe(known["dayparts"]) if known.get("dayparts") else ""),
        (_("Afstand hoogstens"), _km(known.get("max_km"))),
        (_("Leeftijd"), _("%(age)s jaar", age=age) if age is not None else ""),
        (_("Leeftijden"), taken),
        (_("Eigen kinderen"), _ages(known.get("own_ages") or ())),
        (_("Interesses"), words_for(INTERESTS, known.get("interests") or ())),
        (themes, words_for(THEMES, known.get("themes") or ())),
        (_("Wensen"), words_for({**HOME, **COMING}, known.get("wishes") or ())),
        (_("Kenmerken"), words_for({**HOME, **COMING}, known.get("traits") or ())),
        (_("Talen"), ", ".join(str(language_name(code)) for code in known.get("languages") or ())),
    ]  # fmt: skip
    return tuple((label, words) for label, words in given if words)


def _ages(ages: Sequence[int]) -> str:
    return _("%(ages)s jaar", ages=", ".join(map(str, ages))) if ages else ""


def _km(most: float | None) -> str:
    return "" if most is None else _("%(km)s km", km=f"{most:g}")
