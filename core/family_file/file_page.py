"""What stands on the page of a family's file, for the file itself and for correcting a note."""

from uuid import UUID

from flask import request

from core.duplicates.noticing import alike_to_family
from core.extension.pages import Place
from core.families.heading import FamilyHeading, people_of
from core.families.models import Family, FamilyRole
from core.family_file.family_couplings import couplings_of
from core.family_file.first_step import first_step
from core.family_file.overview import (
    follow_ups_of,
    household_of,
    offers_of,
    planned_with,
    requests_of,
)
from core.family_file.schemas import contact_form
from core.family_file.timeline import PAGE, Filter, timeline_of
from core.handovers.queries import handovers_of
from core.plugins.cards import cards_for
from core.suppliers.queries import changes_of, has_suppliers
from core.work import Work


def file_page(
    work: Work,
    heading: FamilyHeading,
    roles: tuple[FamilyRole, ...],
    note_id: UUID | None = None,
) -> dict[str, object]:
    """What the page of a family's file shows of these roles; its timeline reaches to a note."""
    people = people_of(work, heading.id)
    couplings = couplings_of(work, heading.id, roles)
    follow_ups = follow_ups_of(work, heading.id, roles)
    asks, offers = FamilyRole.ASKING in roles, FamilyRole.OFFERING in roles
    requests = requests_of(work, heading.id) if asks else ()
    offered = offers_of(work, heading.id) if offers else ()
    planned = planned_with(work, heading.id, roles)
    started = {FamilyRole.ASKING: requests, FamilyRole.OFFERING: offered}
    waits = [role for role in started if role in roles and not started[role]]
    return {
        "family": heading,
        "alike": alike_to_family(work, work.find(Family, heading.id)),
        "people": people,
        "household": household_of(work, heading.id),
        "requests": requests,
        "offers": offered,
        "asks": asks,
        "gives": offers,
        "couplings": couplings,
        "coupled": {line.request_id: line for line in couplings if line.is_running},
        "planned": planned,
        "first_step": first_step(work, heading, planned, waits),
        "follow_ups": follow_ups,
        **_timeline(work, heading.id, roles, note_id),
        "handovers": [line for line in handovers_of(work, heading.id) if line.role in roles],
        "shares": has_suppliers(work),
        "shared": [line for _key, line in changes_of(work, heading.id, roles, 3)],
        "note_form": contact_form(heading, people, couplings, work.today, follow_ups=follow_ups),
        "plugin_cards": cards_for(work, Place.FAMILY, heading.id),
        "today": work.today,
    }


def _timeline(
    work: Work, family_id: UUID, roles: tuple[FamilyRole, ...], note_id: UUID | None
) -> dict[str, object]:
    """As much of the timeline, and of the kind, as the address asks for."""
    asked = request.args.get("toon", "")
    show_only = Filter(asked) if asked in list(Filter) else Filter.ALL
    count = min(max(request.args.get("aantal", PAGE, type=int), PAGE), 1000)
    return {
        "timeline": timeline_of(work, family_id, roles, show_only, count, note_id),
        "show_only": show_only,
        "count": count,
        "page_size": PAGE,
    }
