"""Asking for support: what a family needs, for one child or for a parent."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.errors import NotFound, Refused
from core.families.access import require_open_file
from core.families.models import FamilyMember, FamilyRole, MemberKind
from core.matching.access import access_request
from core.matching.changing import list_changed
from core.matching.models import RequestState, SupportRequest, write_lists
from core.matching.occupancy import has_open_proposal, has_running_coupling
from core.matching.profiles import Subject
from core.matching.siblings import keep_together
from core.matching.undoing import REQUEST_CLOSED
from core.undo.acts import undoable
from core.wording import _
from core.work import Work
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class RequestDetails:
    """What is asked. `member_id` is the child or parent it is for, None while not known.

    `dayparts` is a mask of 21 bits (0: not known), `per_week` 1 to 3, `max_km` by road, `urgency`
    0 to 3. `avoid_pets` are keys of `households.HOUSEHOLD`; None: not asked yet, which blocks.
    `home_languages`, `interests`, `themes`, `wish_keys` (of `preferences.HOME`) and `traits` (of
    `preferences.COMING`) are None while not asked. `together_with` are the family's requests that
    must go to the same steungezin; None leaves that as it is. `since` is the day from which the
    family waits, None for today.
    """

    title: str
    subject: str = Subject.CHILD
    member_id: UUID | None = None
    forms: tuple[str, ...] = ()
    dayparts: int = 0
    per_week: int = 1
    max_km: int = 5
    avoid_pets: tuple[str, ...] | None = None
    avoid_smoking: bool = False
    required_language: str | None = None
    home_languages: tuple[str, ...] | None = None
    interests: tuple[str, ...] | None = None
    themes: tuple[str, ...] | None = None
    wish_keys: tuple[str, ...] | None = None
    traits: tuple[str, ...] | None = None
    together_with: tuple[UUID, ...] | None = None
    wishes: str = ""
    urgency: int = 1
    urgency_reason: str = ""
    since: date | None = None


def add_request(work: Work, family_id: UUID, details: RequestDetails) -> UUID:
    """Write down a request of a family that asks.

    Raises NotFound, or Refused when the file is closed or a detail cannot be.
    """
    require_open_file(work, family_id, FamilyRole.ASKING)
    _check(work, family_id, details)
    request = SupportRequest(id=new_id(), family_id=family_id, state=RequestState.OPEN)
    request.since = details.since or work.today
    _fill(work, request, details)
    work.add(request)
    _keep_together(work, request, details)
    work.record("request.added", "support_request", request.id)
    list_changed(work)
    return request.id


def change_request(work: Work, request_id: UUID, details: RequestDetails) -> None:
    """Change what is asked; how long the family waits stays, unless `since` is given."""
    request = access_request(work, request_id)
    require_open_file(work, request.family_id, FamilyRole.ASKING)
    _check(work, request.family_id, details)
    request.since = details.since or request.since
    _fill(work, request, details)
    _keep_together(work, request, details)
    work.record("request.changed", "support_request", request.id)
    list_changed(work)


def close_request(work: Work, request_id: UUID) -> None:
    """Close a request: nobody is looked for any more.

    Raises Refused while a proposal is open or a coupling runs.
    """
    request = access_request(work, request_id)
    if has_open_proposal(work, request_id):
        raise Refused(_("Er staat een voorstel open. Trek dat eerst in."))
    if has_running_coupling(work, request_id):
        raise Refused(_("Er loopt een koppeling. Rond die eerst af."))
    with undoable(work, REQUEST_CLOSED, request_id):
        request.state = RequestState.CLOSED
    work.record("request.closed", "support_request", request.id)
    list_changed(work)


def reopen_request(work: Work, request_id: UUID) -> None:
    """Look again for somebody; the family waits from its first day."""
    request = access_request(work, request_id)
    require_open_file(work, request.family_id, FamilyRole.ASKING)
    if request.state != RequestState.CLOSED:
        raise Refused(_("Deze hulpvraag is niet gesloten."))
    request.state = RequestState.OPEN
    work.record("request.reopened", "support_request", request.id)
    list_changed(work)


def _check(work: Work, family_id: UUID, details: RequestDetails) -> None:
    if details.member_id:
        member = work.find(FamilyMember, details.member_id)
        if member.family_id != family_id:
            raise NotFound("family_member")
        if (member.kind == MemberKind.CHILD) != (details.subject == Subject.CHILD):
            raise Refused(_("Kies iemand voor wie de hulpvraag is."), "subject")
    if not details.title.strip():
        raise Refused(_("Vul in een paar woorden in wat de vraag is."), "title")
    if details.urgency >= URGENT and not details.urgency_reason.strip():
        raise Refused(_("Schrijf op waarom dit haast heeft."), "urgency_reason")


def _keep_together(work: Work, request: SupportRequest, details: RequestDetails) -> None:
    if details.together_with is not None:
        keep_together(work, request.id, details.together_with)


URGENT = 2
"""From here on an urgency needs its reason: someone else must be able to weigh it."""


def _fill(work: Work, request: SupportRequest, details: RequestDetails) -> None:
    vault = work.vault
    request.member_id, request.subject = details.member_id, details.subject
    request.title, request.forms = details.title.strip(), list(details.forms)
    request.dayparts, request.per_week = details.dayparts, details.per_week
    request.max_km, request.avoid_smoking = details.max_km, details.avoid_smoking
    write_lists(request, details)
    request.required_language = details.required_language
    request.wishes = vault.seal_optional(SupportRequest.wishes, request.id, details.wishes)
    request.urgency = details.urgency
    request.urgency_reason = vault.seal_optional(
        SupportRequest.urgency_reason, request.id, details.urgency_reason
    )
