"""The contract of one coupling: gathered from the file, made as a PDF, on record."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Identity, Membership
from core.calendar.months import add_months
from core.couplings.access import access_coupling
from core.couplings.contract import Contract, contract_pdf
from core.couplings.models import Coupling
from core.couplings.page import agreement_versions
from core.errors import Refused
from core.families.models import Family, FamilyFile, FamilyMember, FamilyRole
from core.matching.models import SupportRequest
from core.method.choice import pinned
from core.programme.models import Programme
from core.web.themes import make_ramp
from core.wording import _, in_dutch
from core.work import Work

FILE_NAME = "contract-koppeling.pdf"
"""Neutral: a name of a family never stands in a file name or an address."""
WHITE_ON_IT = 500


@in_dutch()
def make_contract(work: Work, coupling_id: UUID) -> bytes:
    """The contract with the agreements as they are now, as a tagged PDF.

    Raises Refused while there are no agreements; NotFound and NeedsReason as `access_coupling`.
    """
    coupling = access_coupling(work, coupling_id)
    contract = _gather(work, coupling)
    work.record("contract.made", "coupling", coupling_id)
    return contract_pdf(contract)


def _gather(work: Work, coupling: Coupling) -> Contract:
    versions = agreement_versions(work, coupling, {})
    if not versions:
        raise Refused(_("Noteer eerst de afspraken. Maak daarna het contract."))
    method = pinned(work, coupling.variant, coupling.variant_version)
    months = method.first_year_interval_months or method.evaluation_interval_months
    text = method.agreement_text
    starts_on = _starts_on(work, coupling)
    programme = work.session.scalar(select(Programme))
    name, phone = _coordinator(work, coupling), ""
    if programme:
        name, phone = name or programme.contact_name, programme.contact_phone
    return Contract(
        programme=f"Buurtgezinnen {work.tenant.name}",
        asking_family=work.find(Family, coupling.asking_family_id).name,
        offering_family=work.find(Family, coupling.offering_family_id).name,
        child_first_name=_child(work, coupling),
        starts_on=starts_on,
        made_on=work.today,
        agreements=tuple((str(label), text) for _key, label, text in versions[0].items),
        evaluation_interval_months=months,
        first_evaluation_on=add_months(starts_on, months),
        coordinator=name or _("de coördinator"),
        heading=str(text.heading) if text else "",
        intro=str(text.intro) if text else "",
        rules=tuple(str(rule) for rule in text.rules) if text else (),
        contact=phone or _("via uw gemeente"),
        colour=make_ramp(work.tenant.hue, work.tenant.chroma / 1000)[WHITE_ON_IT],
    )


def _starts_on(work: Work, coupling: Coupling) -> date:
    """Definitive from a day, or else from the end of the trial, today at the earliest."""
    return coupling.active_from or max(work.today, coupling.trial_until or work.today)


def _child(work: Work, coupling: Coupling) -> str | None:
    request = work.find(SupportRequest, coupling.request_id)
    if request.subject != "child" or request.member_id is None:
        return None
    return work.find(FamilyMember, request.member_id).first_name


def _coordinator(work: Work, coupling: Coupling) -> str:
    query = (
        select(Identity.name)
        .join(Membership, Membership.identity_id == Identity.id)
        .join(FamilyFile, FamilyFile.coordinator_id == Membership.id)
        .where(
            FamilyFile.family_id == coupling.asking_family_id,
            FamilyFile.role == FamilyRole.ASKING,
        )
    )
    return work.session.scalar(query) or work.actor.name
