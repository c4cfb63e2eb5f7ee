"""The request on top of the page of suggestions: whose it is, and what it asks for."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core.calendar.dayparts import describe
from core.families.access import access_file
from core.families.ages import age_on
from core.families.models import Family, FamilyMember, FamilyRole
from core.languages import language_name
from core.matching.access import access_request
from core.matching.households import HOUSEHOLD
from core.matching.models import RequestState, SupportRequest
from core.matching.occupancy import Running, running_coupling_of
from core.matching.profiles import Subject
from core.matching.siblings import together_with
from core.method.choice import label
from core.safety.queries import SafetyStatus, safety_of
from core.wording import Text, _
from core.work import Work


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The request on top of the page. `who` is the first name it is for, else the family's.

    `siblings` are the requests, by id and title, that must go to the same steungezin.
    """

    id: UUID
    family_id: UUID
    family_name: str
    title: str
    who: str
    facts: tuple[Text, ...]
    forms: tuple[Text, ...]
    avoids: str
    language: Text
    wishes: str
    urgency_reason: str
    state: RequestState
    running: Running | None
    safety: SafetyStatus
    siblings: tuple[tuple[UUID, str], ...]

    @property
    def is_searching(self) -> bool:
        """Whether somebody is looked for: nobody is, while families get to know each other."""
        return self.state is RequestState.OPEN and self.running is None


def asked_for(work: Work, request_id: UUID) -> AskedFor:
    """The request with its family; raises NotFound, or NeedsReason when the file is not open."""
    request = access_request(work, request_id)
    access_file(work, request.family_id, FamilyRole.ASKING)
    family = work.find(Family, request.family_id)
    member = work.find(FamilyMember, request.member_id) if request.member_id else None
    return AskedFor(
        id=request.id,
        family_id=family.id,
        family_name=family.name,
        title=request.title,
        who=member.first_name if member else family.name,
        facts=tuple(_request_facts(work, request, member)),
        forms=tuple(label(work, "support_forms", key) for key in request.forms),
        avoids=_avoids(request),
        language=language_name(request.required_language) if request.required_language else "",
        wishes=work.vault.open(SupportRequest.wishes, request.id, request.wishes),
        urgency_reason=work.vault.open(
            SupportRequest.urgency_reason, request.id, request.urgency_reason
        ),
        state=RequestState(request.state),
        running=running_coupling_of(work, request.id),
        safety=safety_of(work, family.id),
        siblings=_siblings(work, request),
    )


def _siblings(work: Work, request: SupportRequest) -> tuple[tuple[UUID, str], ...]:
    ids = together_with(work, request)
    if not ids:
        return ()
    wanted = select(SupportRequest.id, SupportRequest.title).where(SupportRequest.id.in_(ids))
    found = work.session.execute(wanted.order_by(SupportRequest.id))
    return tuple((row.id, row.title) for row in found)


def _avoids(request: SupportRequest) -> str:
    if request.avoid_pets is None:
        return _("nog niet gevraagd")
    keys = [*request.avoid_pets, *(["smoking"] if request.avoid_smoking else [])]
    return ", ".join(str(HOUSEHOLD.get(key, key)) for key in keys) or _("nergens last van")


def _request_facts(work: Work, request: SupportRequest, member: FamilyMember | None) -> list[Text]:
    facts: list[Text] = [request.title]
    if request.dayparts:
        facts.append(describe(request.dayparts))
    age = age_on(member.born_on, work.today) if member else None
    if age is not None and request.subject == Subject.CHILD:
        facts.append(_("%(age)s jaar", age=age))
    facts.append(_("tot %(km)s km", km=request.max_km))
    weeks = max(0, (work.today - request.since).days // 7)
    facts.append(_waits(weeks))
    facts.append(_("urgentie %(urgency)s van 3", urgency=request.urgency))
    return facts


def _waits(weeks: int) -> str:
    if not weeks:
        return _("wacht korter dan een week")
    return _("wacht %(weeks)s weken", weeks=weeks) if weeks != 1 else _("wacht 1 week")
