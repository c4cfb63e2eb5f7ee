"""Every list as a table: one statement each, never more than so many rows."""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import or_, select

from core.couplings.models import Coupling
from core.couplings.overview import Asking, Offering, coupling_lines
from core.couplings.overview import Wanted as WantedCouplings
from core.errors import Refused
from core.evaluations.models import Evaluation, EvaluationKind, EvaluationState
from core.exporting.listed import MOST, Listed
from core.exporting.matching_tables import offers, requests
from core.exporting.scope import may_open, may_read
from core.families.heading import KIND_LABELS, ROLE_LABELS
from core.families.models import (
    ContactMoment,
    ContactWay,
    Family,
    FamilyFile,
    FamilyMember,
    FamilyRole,
    MemberKind,
)
from core.family_file.family_list import Wanted as WantedFamilies
from core.family_file.family_list import family_lines
from core.method.choice import pinned
from core.referrals.inbox import Shelf, referral_rows
from core.referrals.models import Referral, ReferralState
from core.spreadsheets.cells import Cell
from core.wording import Text, _, _l
from core.work import Work

EVALUATIONS: Final[dict[str, Text]] = {
    EvaluationKind.TRIAL_END: _l("einde proefperiode"),
    EvaluationKind.HALF_YEAR: _l("vaste evaluatie"),
}
EVALUATION_STATES: Final[dict[str, Text]] = {
    EvaluationState.PLANNED: _l("gepland"),
    EvaluationState.PARTLY: _l("één kant gaf antwoord"),
    EvaluationState.HELD: _l("gehouden"),
    EvaluationState.CANCELLED: _l("vervallen"),
}
WAYS: Final[dict[str, Text]] = {
    ContactWay.PHONE: _l("telefoon"),
    ContactWay.VISIT: _l("bezoek"),
    ContactWay.MESSAGE: _l("bericht"),
}
REFERRALS: Final[dict[str, Text]] = {
    ReferralState.NEW: _l("nieuw"),
    ReferralState.QUESTION: _l("wacht op antwoord"),
    ReferralState.ACCEPTED: _l("aangenomen"),
    ReferralState.DECLINED: _l("afgewezen"),
    ReferralState.REFERRED_ON: _l("doorverwezen"),
}


def families(work: Work, wanted: WantedFamilies) -> Listed:
    """The list of families as it is filtered, of those that this member may open."""
    lines = family_lines(work, wanted, may_read(work, FamilyFile.family_id, FamilyFile.role), MOST)
    rows: list[list[Cell]] = [
        [one.name, str(ROLE_LABELS[one.role]), str(one.phase_label), one.place, one.since,
         one.waiting_since, one.coordinator]
        for one in lines
    ]  # fmt: skip
    header = (_("Gezin"), _("Rol"), _("Fase"), _("Plaats"), _("Aangemeld op"), _("Wacht sinds"),
              _("Coördinator"))  # fmt: skip
    return Listed(_("Gezinnen"), header, rows, frozenset(one.family_id for one in lines))


def everybody(work: Work) -> Listed:
    """The people in the families, with how to reach them; health never."""
    query = (
        select(FamilyMember, Family.name)
        .join(Family, Family.id == FamilyMember.family_id)
        .where(may_open(work, FamilyMember.family_id))
        .order_by(Family.name, FamilyMember.family_id, FamilyMember.id)
    )
    rows: list[list[Cell]] = []
    seen = set()
    opened = work.vault.open
    for one, name in work.session.execute(query.limit(MOST)):
        seen.add(one.family_id)
        rows.append(
            [name, one.first_name, one.last_name, str(KIND_LABELS[MemberKind(one.kind)]),
             one.born_on, opened(FamilyMember.phone, one.id, one.phone),
             opened(FamilyMember.email, one.id, one.email),
             opened(FamilyMember.note, one.id, one.note)]
        )  # fmt: skip
    header = (_("Gezin"), _("Voornaam"), _("Achternaam"), _("Wie"), _("Geboren op"), _("Telefoon"),
              _("E-mail"), _("Notitie"))  # fmt: skip
    return Listed(_("Mensen"), header, rows, frozenset(seen))


def referrals(work: Work, shelf: Shelf, search: str = "", profile: str = "") -> Listed:
    """The sign-ups as they are filtered; those that are a file when this member may open it."""
    mine = or_(Referral.family_id.is_(None), may_read(work, Referral.family_id, Referral.role))
    rows: list[list[Cell]] = []
    for one in referral_rows(work, shelf, search, mine, MOST, profile):
        name = f"{one.first_name} {one.family_name}".strip() if one.named else _("nog zonder naam")
        method = pinned(work, one.variant, one.variant_version)
        rows.append(
            [one.received_on, name, str(ROLE_LABELS[FamilyRole(one.role)]),
             str(method.label("referral_sources", one.source)), one.referrer_name or "",
             one.organisation or "", str(REFERRALS[one.state]), one.respond_by]
        )  # fmt: skip
    header = (_("Aangemeld op"), _("Gezin"), _("Rol"), _("Door"), _("Verwijzer"),
              _("Organisatie"), _("Stand"), _("Reactie vóór"))  # fmt: skip
    return Listed(_("Aanmeldingen"), header, rows)


def couplings(work: Work, wanted: WantedCouplings) -> Listed:
    """The couplings as they are filtered, of which this member may open a family."""
    lines = coupling_lines(work, wanted, _coupling_open(work), MOST)
    rows: list[list[Cell]] = [
        [one.asking_name, one.child, one.offering_name, str(one.phase_label), one.since,
         one.trial_until, one.last_contact, one.next_evaluation,
         str(pinned(work, one.variant, one.variant_version).label("end_reasons", one.end_reason))
         if one.end_reason else ""]
        for one in lines
    ]  # fmt: skip
    header = (_("Vraaggezin"), _("Kind"), _("Steungezin"), _("Fase"), _("Sinds"), _("Proef tot"),
              _("Laatste contact"), _("Volgende evaluatie"), _("Reden van einde"))  # fmt: skip
    told = {f for one in lines for f in (one.asking_family_id, one.offering_family_id)}
    return Listed(_("Koppelingen"), header, rows, frozenset(told))


def evaluations(work: Work) -> Listed:
    """When each coupling is evaluated and whether it was; what was said stays in the file."""
    query = (
        select(Asking.name, Offering.name, Evaluation)
        .select_from(Evaluation)
        .join(Coupling, Coupling.id == Evaluation.coupling_id)
        .join(Asking, Asking.id == Coupling.asking_family_id)
        .join(Offering, Offering.id == Coupling.offering_family_id)
        .where(_coupling_open(work))
        .order_by(Evaluation.due_on, Evaluation.id)
    )
    rows: list[list[Cell]] = [
        [asking, offering, str(EVALUATIONS[one.kind]), one.due_on, one.held_on,
         str(EVALUATION_STATES[one.state])]
        for asking, offering, one in work.session.execute(query.limit(MOST))
    ]  # fmt: skip
    header = (_("Vraaggezin"), _("Steungezin"), _("Soort"), _("Gepland op"), _("Gehouden op"),
              _("Stand"))  # fmt: skip
    return Listed(_("Evaluaties"), header, rows)


def contacts(work: Work) -> Listed:
    """The contact moments with their notes, of files that this member may open as they are."""
    query = (
        select(Family.name, ContactMoment)
        .select_from(ContactMoment)
        .join(Family, Family.id == ContactMoment.family_id)
        .where(
            may_read(work, ContactMoment.family_id, ContactMoment.role),
        )
        .order_by(ContactMoment.on_date, ContactMoment.id)
    )
    rows: list[list[Cell]] = []
    seen = set()
    for name, one in work.session.execute(query.limit(MOST)):
        seen.add(one.family_id)
        note = work.vault.open(ContactMoment.note, one.id, one.note)
        rows.append(
            [one.on_date, name, str(ROLE_LABELS[FamilyRole(one.role)]), str(WAYS[one.way]),
             one.with_whom, one.follow_up_on, note]
        )  # fmt: skip
    header = (_("Dag"), _("Gezin"), _("Rol"), _("Hoe"), _("Met wie"), _("Kom terug op"),
              _("Notitie"))  # fmt: skip
    return Listed(_("Contactmomenten"), header, rows, frozenset(seen))


def _coupling_open(work: Work) -> Any:
    return or_(
        may_read(work, Coupling.asking_family_id, FamilyRole.ASKING),
        may_read(work, Coupling.offering_family_id, FamilyRole.OFFERING),
    )


EVERYTHING: Final[tuple[Callable[[Work], Listed], ...]] = (
    lambda work: families(work, WantedFamilies(with_closed=True)),
    everybody,
    lambda work: referrals(work, Shelf.ALL),
    requests,
    offers,
    lambda work: couplings(work, WantedCouplings(with_ended=True)),
    evaluations,
    contacts,
)
"""The tables of core in a complete export, in order; `of_plugins.everything` adds others."""


def check_bounded(listed: Listed) -> None:
    """Refuse a table that was cut off: half a list that looks whole is worse than none."""
    if len(listed.rows) >= MOST:
        raise Refused(_("Dit zijn er te veel voor één bestand. Kies een kleinere groep."))
