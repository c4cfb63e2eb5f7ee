"""The files of a family's roles: opened, closed, handed to a coordinator.

A family that asked and now offers keeps both files; the asking one is closed to the new role.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Membership, Role
from core.couplings.models import Coupling, CouplingPhase
from core.errors import NotFound, Refused
from core.families.access import access_family, access_file
from core.families.models import Family, FamilyFile, FamilyRole, FileAccess
from core.families.undoing import FILE_CLOSED
from core.handovers.models import Handover, HandoverState, awaits_answer
from core.matching.changing import list_changed
from core.matching.models import OfferState, RequestState, SupportOffer, SupportRequest
from core.plugins.telling import tell
from core.undo.acts import undoable
from core.wording import Text, _, _l
from core.work import Work
from tenants.ids import new_id

BECAME_OFFERING = "became_offering"
HANDED_OVER = "handed_over"
CLOSE_REASONS: dict[FamilyRole, dict[str, Text]] = {
    FamilyRole.ASKING: {
        "support_done": _l("Steun is niet meer nodig"),
        "family_stops": _l("Het gezin wil stoppen"),
        "other_help": _l("Andere hulp past beter"),
        "moved": _l("Verhuisd"),
        HANDED_OVER: _l("Overgedragen aan een andere gemeente"),
        "no_contact": _l("We krijgen geen contact"),
        BECAME_OFFERING: _l("Wordt steungezin"),
        "other": _l("Andere reden"),
    },
    FamilyRole.OFFERING: {
        "family_stops": _l("Het gezin wil stoppen"),
        "no_time": _l("Geen tijd of plek meer"),
        "no_vog": _l("Geen VOG"),
        "not_suitable": _l("Past niet bij Buurtgezinnen"),
        "moved": _l("Verhuisd"),
        HANDED_OVER: _l("Overgedragen aan een andere gemeente"),
        "no_contact": _l("We krijgen geen contact"),
        "other": _l("Andere reden"),
    },
}


def open_role(work: Work, family_id: UUID, role: FamilyRole, coordinator_id: UUID | None) -> None:
    """Open the file of a role, or the closed one again; raises Refused when it is open."""
    access_family(work, family_id)
    check_coordinator(work, coordinator_id)
    known = find_file(work, family_id, role)
    if known and known.closed_on is None:
        raise Refused(_("Dit gezin heeft deze rol al."))
    if known is None:
        add_file(work, family_id, role, coordinator_id)
    else:
        _take_up(work, known, coordinator_id)
    work.record("file.opened", "family", family_id, role)


def reopen_file(work: Work, family_id: UUID, role: FamilyRole, reason: str) -> None:
    """Open a closed file again, with the coordinator it had; raises Refused without a reason."""
    access_family(work, family_id)
    if not reason.strip():
        raise Refused(_("Schrijf op waarom het dossier weer opengaat."), field="reason")
    file = need_file(work, family_id, role)
    if file.closed_on is None:
        raise Refused(_("Dit dossier is al open."))
    _reopen(file, file.coordinator_id)
    work.record("file.reopened", "family", family_id, reason.strip())


def _take_up(work: Work, file: FamilyFile, coordinator_id: UUID | None) -> None:
    """Open a closed file for somebody; who takes a colleague's must be able to read it first."""
    if file.coordinator_id not in (None, work.actor.id, coordinator_id):
        access_file(work, file.family_id, FamilyRole(file.role))
    _reopen(file, coordinator_id)


def _reopen(file: FamilyFile, coordinator_id: UUID | None) -> None:
    file.closed_on, file.closed_reason = None, None
    file.coordinator_id = coordinator_id


def close_file(work: Work, family_id: UUID, role: FamilyRole, reason: str) -> None:
    """Close the file of a role with one of CLOSE_REASONS; its open requests or offers close too.

    Raises Refused while a coupling of that role runs.
    """
    file = access_file(work, family_id, role)
    if file.closed_on is not None:
        raise Refused(_("Dit dossier is al gesloten."))
    if reason not in CLOSE_REASONS[role]:
        raise Refused(_("Kies waarom het dossier sluit."), field="reason")
    if has_running_coupling(work, family_id, role):
        raise Refused(_("Er loopt nog een koppeling. Rond die eerst af."), field="reason")
    _check_handovers(work, family_id, role, reason)
    with undoable(work, FILE_CLOSED, file.id, page_id=family_id):
        _close(work, file, reason)


def _check_handovers(work: Work, family_id: UUID, role: FamilyRole, reason: str) -> None:
    sent = select(Handover.id).where(Handover.family_id == family_id, Handover.role == role)
    if work.session.scalar(sent.where(awaits_answer(work.today)).limit(1)):
        raise Refused(
            _("Er loopt een overdracht. Wacht op het bericht, of trek de overdracht in."),
            field="reason",
        )
    accepted = sent.where(Handover.state == HandoverState.ACCEPTED)
    if reason == HANDED_OVER and not work.session.scalar(accepted.limit(1)):
        raise Refused(
            _("Geen gemeente heeft dit gezin overgenomen. Kies een andere reden."), field="reason"
        )


def _close(work: Work, file: FamilyFile, reason: str) -> None:
    file.closed_on, file.closed_reason = work.today, reason
    if file.role == FamilyRole.ASKING:
        requests = select(SupportRequest).where(SupportRequest.family_id == file.family_id)
        for request in work.session.scalars(requests):
            request.state = RequestState.CLOSED
    else:
        offers = select(SupportOffer).where(SupportOffer.family_id == file.family_id)
        for offer in work.session.scalars(offers):
            offer.state = OfferState.CLOSED
    work.record("file.closed", "family", file.family_id, f"{file.role} {reason}")
    list_changed(work)
    tell(work, "family_closed", file.id)


def become_offering(work: Work, family_id: UUID, coordinator_id: UUID | None) -> None:
    """A vraaggezin becomes a steungezin: a new file opens, the old one closes to it.

    Raises Refused while a coupling runs in which the family is supported.
    """
    access_family(work, family_id)
    check_coordinator(work, coordinator_id)
    asking = find_file(work, family_id, FamilyRole.ASKING)
    offering = find_file(work, family_id, FamilyRole.OFFERING)
    if asking is None:
        raise Refused(_("Dit gezin is geen vraaggezin."))
    if offering and offering.closed_on is None:
        raise Refused(_("Dit gezin is al een steungezin."))
    if has_running_coupling(work, family_id, FamilyRole.ASKING):
        raise Refused(_("Er loopt nog een koppeling. Rond die eerst af."))
    if asking.closed_on is None:
        _close(work, asking, BECAME_OFFERING)
    if offering is None:
        add_file(work, family_id, FamilyRole.OFFERING, coordinator_id)
    else:
        _take_up(work, offering, coordinator_id)
    work.record("family.became_offering", "family", family_id)


def assign_coordinator(
    work: Work, family_id: UUID, role: FamilyRole, coordinator_id: UUID | None
) -> None:
    """Give a file to a coordinator, or to nobody; a member who has left is not found."""
    file = access_file(work, family_id, role)
    check_coordinator(work, coordinator_id)
    file.coordinator_id = coordinator_id
    work.record("file.assigned", "family", family_id, str(coordinator_id or ""))


def give_reason(work: Work, family_id: UUID, reason: str, role: FamilyRole | None = None) -> None:
    """Open a colleague's file, or a closed one (`role`), for today; the family can ask who did.

    Raises Refused without a reason.
    """
    work.find(Family, family_id)
    if work.actor.id is None:
        raise NotFound("family")
    if role is not None:
        access_family(work, family_id)
        need_file(work, family_id, role)
    if not reason.strip():
        raise Refused(_("Schrijf op waarom u dit dossier opent."), field="reason")
    access = _access_today(work, family_id, role)
    if access is None:
        access = FileAccess(id=new_id(), family_id=family_id, membership_id=work.actor.id)
        access.on_date, access.role = work.today, role or ""
        work.session.add(access)
    access.reason = work.vault.seal(FileAccess.reason, access.id, reason.strip())
    work.session.flush()
    action = "closed_file.reason_given" if role else "family.reason_given"
    work.record(action, "family", family_id, reason.strip())


def _access_today(work: Work, family_id: UUID, role: FamilyRole | None) -> FileAccess | None:
    return work.session.scalar(
        select(FileAccess).where(
            FileAccess.family_id == family_id,
            FileAccess.membership_id == work.actor.id,
            FileAccess.on_date == work.today,
            FileAccess.role == (role or ""),
        )
    )


def add_file(
    work: Work,
    family_id: UUID,
    role: FamilyRole,
    coordinator_id: UUID | None,
    since: date | None = None,
) -> None:
    """Write the file of a role of a family that the caller may work in; `since` None is today."""
    file = FamilyFile(family_id=family_id, role=role, coordinator_id=coordinator_id)
    file.opened_on = since or work.today
    work.add(file)
    work.defer("publish_figures")  # signed up is: has a file


def find_file(work: Work, family_id: UUID, role: FamilyRole) -> FamilyFile | None:
    """The file of a role, open or closed."""
    query = select(FamilyFile).where(FamilyFile.family_id == family_id, FamilyFile.role == role)
    return work.session.scalar(query)


def need_file(work: Work, family_id: UUID, role: FamilyRole) -> FamilyFile:
    """The file of a role; raises NotFound when the family never had it."""
    file = find_file(work, family_id, role)
    if file is None:
        raise NotFound("family_file")
    return file


def has_running_coupling(work: Work, family_id: UUID, role: FamilyRole) -> bool:
    """Whether the family is in a coupling that has not ended, on this side."""
    asks = role is FamilyRole.ASKING
    side = Coupling.asking_family_id if asks else Coupling.offering_family_id
    running = select(Coupling.id).where(side == family_id, Coupling.phase != CouplingPhase.ENDED)
    return work.session.scalar(running.limit(1)) is not None


def check_coordinator(work: Work, coordinator_id: UUID | None) -> None:
    """Raise NotFound when this is no member who works with families now."""
    if coordinator_id is None:
        return
    member = work.find(Membership, coordinator_id)
    if member.ended_at is not None or member.role == Role.GEMEENTE:
        raise NotFound("membership")
