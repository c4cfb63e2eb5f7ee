"""The list of families, a family's file, and the door of a file that is not one's own."""

from datetime import date
from uuid import UUID

from babel.dates import format_date
from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.families import services
from core.families.access import access_file, open_family
from core.families.heading import family_heading
from core.families.models import FamilyRole
from core.family_file import (
    appointment_views,
    consent_views,
    contact_views,
    correction_views,
    family_list,
    file_views,
    member_views,
)
from core.family_file.file_page import file_page
from core.family_file.list_filters import is_mine, wanted_families
from core.family_file.phase import PHASE_LABELS, FamilyPhase
from core.family_file.readers import who_looked
from core.family_file.routes import PATHS, ROLE_PATH, role_in, role_of, routes
from core.family_file.schemas import ReasonForm
from core.web.forms import Form
from core.web.refusals import own_path
from core.web.submitting import carried_out, status_of
from core.wording import locale
from core.work import Work

__all__ = [
    "appointment_views",
    "consent_views",
    "contact_views",
    "correction_views",
    "file_views",
    "member_views",
    "routes",
]

Page = str | Response | tuple[str, int]


@routes.page("/gezinnen", CASEWORK)
def list_families(work: Work) -> Page:
    """The families, found by name, place, phase, role and waiting time."""
    wanted = wanted_families(work, request.args)
    found = family_list.list_families(work, wanted)
    return render_template(
        "families/list.html", found=found, wanted=wanted, phases=_phases(),
        mine=is_mine(work, request.args),
        today=work.today, asked=_asked, asked_page=lambda number: _asked(pagina=number),
        places=[(place, place) for place in found.places],
    )  # fmt: skip


def _phases() -> list[tuple[str, str]]:
    return [(phase.value, str(PHASE_LABELS[phase])) for phase in FamilyPhase]


FILTERS = ("wie", "naam", "rol", "fase", "plaats", "wacht", "sorteer")
"""What stays in the address of the list; nothing else of it goes along."""


def _asked(**changed: object) -> str:
    """The address of the list as it is asked for now, with something changed."""
    kept = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    return url_for("families.list_families", **(kept | changed))  # type: ignore[arg-type]


@routes.page("/gezinnen/<uuid:family_id>", CASEWORK)
def show(work: Work, family_id: UUID) -> Page:
    """The file of a family: what its open roles hold."""
    open_family(work, family_id)
    heading = family_heading(work, family_id)
    return render_template(
        "families/show.html", **file_page(work, heading, heading.shown_roles, _note_asked())
    )


def _note_asked() -> UUID | None:
    return request.args.get("notitie", type=UUID)


@routes.page(f"/gezinnen/<uuid:family_id>/dossier/{ROLE_PATH}", CASEWORK)
def closed_file(work: Work, family_id: UUID, role: str) -> Page:
    """The closed file of a former role: opened with a reason, and recorded."""
    asked = role_in(role)
    access_file(work, family_id, asked)
    heading = family_heading(work, family_id)
    if asked in heading.shown_roles:
        return redirect(url_for("families.show", family_id=family_id))
    work.record("closed_file.opened", "family", family_id, asked)
    return render_template(
        "families/closed_file.html", role=asked, **file_page(work, heading, (asked,), _note_asked())
    )


@routes.page("/gezinnen/<uuid:family_id>/wie-keek-mee", CASEWORK)
def readers(work: Work, family_id: UUID) -> Page:
    """Who looked into this file, and when."""
    open_family(work, family_id)
    page = min(max(request.args.get("pagina", 1, type=int), 1), 10_000)
    return render_template(
        "families/readers.html",
        family=family_heading(work, family_id),
        found=who_looked(work, family_id, page),
    )


@routes.form("/gezinnen/<uuid:family_id>/reden", CASEWORK)
def give_reason(work: Work, family_id: UUID) -> Page:
    """Why somebody opens a file that is a colleague's, or closed."""
    heading = family_heading(work, family_id)
    role = role_of(request.args.get("rol"))
    form = Form(ReasonForm)
    if carried_out(form, lambda data: services.give_reason(work, family_id, data["reason"], role)):
        return redirect(_onward(family_id, role), 303)
    page = render_template("families/reason.html", family=heading, role=role, form=form)
    return page, status_of(form)


def _onward(family_id: UUID, role: FamilyRole | None) -> str:
    wanted = own_path(request.args.get("verder"))
    if wanted:
        return wanted
    if role:
        return url_for("families.closed_file", family_id=family_id, role=PATHS[role])
    return url_for("families.show", family_id=family_id)


@routes.blueprint.app_context_processor
def _for_templates() -> dict[str, object]:
    return {"role_paths": PATHS}


@routes.blueprint.app_template_filter("day_month")
def day_month(day: date) -> str:
    """Return "20 nov", or "20 nov 2025" in another year than this one."""
    pattern = "d MMM" if day.year == g.work.today.year else "d MMM y"
    return str(format_date(day, pattern, locale=locale())).replace(".", "")
