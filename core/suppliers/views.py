"""Handing a family over to another organisation, and what waits for all of them."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request

from core.accounts.policy import CASEWORK, MANAGEMENT
from core.errors import NotFound, Refused
from core.extension.plugin import Sees
from core.extension.suppliers import ChangeKind, SupplierIntegration
from core.families.access import access_file, require_open_file
from core.families.heading import family_heading, people_of
from core.families.models import FamilyRole
from core.family_file.routes import PATHS, ROLE_PATH, role_in
from core.handovers.packing import Choices, has_intake, notes_of
from core.handovers.schemas import yes_form
from core.plugins.running import Active
from core.suppliers import fetching_views, queries, services
from core.suppliers.consents import said_yes
from core.suppliers.facts import Chosen
from core.suppliers.one_time import recipient_of
from core.suppliers.routes import routes
from core.suppliers.schemas import handover_form
from core.web.forms import Form
from core.web.refusals import Answer, to
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

FAMILY = f"/gezinnen/<uuid:family_id>/delen/{ROLE_PATH}"


@routes.page(FAMILY, CASEWORK)
def shared(work: Work, family_id: UUID, role: str) -> Answer:
    """With which organisations this family is shared, and what each was told."""
    asked = role_in(role)
    file = access_file(work, family_id, asked)
    return render_template(
        "suppliers/family.html", family=family_heading(work, family_id), role=asked,
        role_path=role, is_open=file.closed_on is None,
        suppliers=queries.suppliers_for(work, family_id, asked),
    )  # fmt: skip


@routes.form(f"{FAMILY}/<supplier>/toestemming", CASEWORK)
def say_yes(work: Work, family_id: UUID, role: str, supplier: str) -> Answer:
    """Record who said yes to this organisation."""
    asked = role_in(role)
    require_open_file(work, family_id, asked)
    _active, known = services.supplier_here(work, supplier)
    form = yes_form(people_of(work, family_id))

    def record(data: dict[str, Any]) -> None:
        givers = frozenset(UUID(one) for one in data["givers"])
        services.say_yes(work, family_id, asked, supplier, givers)

    if carried_out(form, record):
        flash(_("De toestemming is vastgelegd."), "ok")
        if ChangeKind.HANDOVER in known.changes:
            return to("suppliers.hand_over", family_id=family_id, role=role, supplier=supplier)
        return to("suppliers.shared", family_id=family_id, role=role)
    page = render_template(
        "suppliers/say_yes.html", family=family_heading(work, family_id), role_path=role,
        supplier=known, form=form,
    )  # fmt: skip
    return page, status_of(form)


@routes.form(f"{FAMILY}/<supplier>", CASEWORK)
def hand_over(work: Work, family_id: UUID, role: str, supplier: str) -> Answer:
    """Choose what goes along; a second step shows exactly what is sent."""
    asked = role_in(role)
    require_open_file(work, family_id, asked)
    active, known = services.supplier_here(work, supplier)
    if ChangeKind.HANDOVER not in known.changes:
        raise NotFound("supplier")
    form = _form(work, family_id, asked, active, known)
    if request.method == "POST" and form.submit(request.form):
        try:
            return _go_on(work, family_id, role, active, known, form)
        except Refused as refused:
            name = refused.field if refused.field and refused.field in form else None
            form.add_error(name, str(refused.message))
    yes = said_yes(work, family_id, supplier)
    people = [(person, person.id in yes) for person in people_of(work, family_id)]
    page = render_template(
        "suppliers/hand_over.html", family=family_heading(work, family_id), role_path=role,
        supplier=known, active=active.plugin, form=form, people=people,
        ready=any(ok and person.kind != "child" for person, ok in people),
    )  # fmt: skip
    return page, status_of(form)


def _go_on(
    work: Work, family_id: UUID, role: str, active: Active, supplier: SupplierIntegration,
    form: Form,
) -> Answer:  # fmt: skip
    """Show what is sent; or, when that was seen, let it go."""
    asked, chosen = role_in(role), _chosen(form.data, supplier)
    if request.form.get("stap") == "versturen":
        change_id = services.hand_over(work, family_id, asked, supplier.key, chosen)
        if recipient_of(active, supplier):
            flash(_("De link is gemaild. Bel nu de code door."), "ok")
            return to("suppliers.sent", change_id=change_id)
        flash(_("De overdracht is onderweg. Het ontvangstbewijs komt in dit dossier."), "ok")
        return to("suppliers.shared", family_id=family_id, role=role)
    return render_template(
        "suppliers/preview.html", family=family_heading(work, family_id), role_path=role,
        supplier=supplier, form=form, recipient=recipient_of(active, supplier),
        lines=services.preview(work, family_id, asked, supplier.key, chosen),
    )  # fmt: skip


def _form(
    work: Work, family_id: UUID, role: FamilyRole, active: Active, supplier: SupplierIntegration
) -> Form:
    """Free text is offered only to a plugin that says it sees it."""
    special = Sees.SPECIAL in active.plugin.sees
    notes = notes_of(work, family_id, role) if special else ()
    with_intake = special and has_intake(work, family_id, role)
    return handover_form(supplier, notes, has_intake=with_intake)


def _chosen(data: dict[str, Any], supplier: SupplierIntegration) -> Chosen:
    choices = Choices(
        bool(data.get("with_intake")), frozenset(UUID(one) for one in data.get("with_notes", ()))
    )
    names = set(supplier.asks().fields) if supplier.asks else set()
    return Chosen(choices, {name: value for name, value in data.items() if name in names})


@routes.page("/gezinnen/delen/<uuid:change_id>", CASEWORK)
def sent(work: Work, change_id: UUID) -> Answer:
    """One message of a family: what was sent, and what came of it."""
    row, line = queries.change_line(work, change_id)
    if row.family_id is None or row.role is None:
        raise NotFound("supplier_change")
    role = FamilyRole(row.role)
    access_file(work, row.family_id, role)
    return render_template(
        "suppliers/sent.html", family=family_heading(work, row.family_id), line=line,
        role_path=PATHS[role], supplier_key=row.supplier,
    )  # fmt: skip


@routes.action("/gezinnen/delen/<uuid:change_id>/intrekken", CASEWORK)
def withdraw(work: Work, change_id: UUID) -> Answer:
    """Take back what waits."""
    family_id, role = services.withdraw(work, change_id)
    flash(_("Ingetrokken. Er is niets verstuurd, en wat klaarstond is gewist."), "ok")
    return to("suppliers.shared", family_id=family_id, role=PATHS[role])


@routes.action("/gezinnen/delen/<uuid:change_id>/nieuwe-link", CASEWORK)
def new_link(work: Work, change_id: UUID) -> Answer:
    """Mail a new link with a new code."""
    services.new_link(work, change_id)
    flash(_("De nieuwe link is gemaild, de oude werkt niet meer. Bel nu de nieuwe code."), "ok")
    return to("suppliers.sent", change_id=change_id)


@routes.page("/leveranciers", MANAGEMENT)
def changes(work: Work) -> Answer:
    """What waits for others and what they received; without names."""
    page = min(max(request.args.get("pagina", 1, type=int), 1), 10_000)
    return render_template("suppliers/changes.html", found=queries.change_page(work, page))


@routes.action("/leveranciers/<uuid:change_id>/opnieuw", MANAGEMENT)
def try_again(work: Work, change_id: UUID) -> Answer:
    """Send what waits now, or once more what went."""
    services.try_again(work, change_id)
    flash(_("Het bericht gaat opnieuw. De andere kant telt het één keer."), "ok")
    return to("suppliers.changes")


PAGES = (fetching_views,)

__all__ = ["PAGES", "routes"]
