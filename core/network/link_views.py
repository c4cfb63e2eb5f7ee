"""Referrers of whom nobody said yet at which organisation they work."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy import select

from core.accounts.policy import CASEWORK
from core.errors import NotFound, Refused
from core.network import services
from core.network.access import require_partner
from core.network.kinds import KIND_OF_SOURCE, KINDS
from core.network.linking import hint_for, unlinked
from core.network.models import Partner
from core.network.partner_list import PAGE_SIZE
from core.network.routes import routes
from core.referrals.models import Referral
from core.web import refusals
from core.web.forms import Form, FormSchema, choice, text
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import _, _l, ngettext
from core.work import Work

NEW = "new"
MOST_CHOICES = 1000


@routes.page("/netwerk/verwijzers", CASEWORK)
def unlinked_referrers(work: Work) -> Answer:
    """The organisations that referrers named and nobody linked yet, 25 a page."""
    found = unlinked(work)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(request.args.get("pagina", 1, type=int), 1), pages)
    return render_template(
        "network/referrers.html",
        found=found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        total=len(found),
        page=page,
        pages=pages,
        page_url=lambda number: url_for("network.unlinked_referrers", pagina=number),
    )


@routes.action("/netwerk/verwijzers/koppelen", CASEWORK)
def link_suggested(work: Work) -> Answer:
    """Link the organisations that were ticked to what was suggested for each."""
    linked = services.link_suggested(work, [_id(value) for value in request.form.getlist("wie")])
    if not linked:
        flash(_("Er is niets gekoppeld: vink eerst een organisatie aan."), "info")
    else:
        flash(ngettext("%(num)s naam gekoppeld.", "%(num)s namen gekoppeld.", linked), "ok")
    return refusals.to("network.unlinked_referrers")


def _id(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise NotFound("referrer") from None


@routes.form("/netwerk/verwijzers/<uuid:referrer_id>", CASEWORK)
def choose_partner(work: Work, referrer_id: UUID) -> Answer:
    """Say at which organisation a referrer works: one of the network, or a new one."""
    hint = hint_for(work, referrer_id)
    form = _choice_form(work, referrer_id, hint.organisation, hint.linked_id or hint.suggested_id)
    made: list[UUID] = []

    def link(data: dict[str, str]) -> None:
        made.append(_chosen(work, data))
        services.unlink_referrer(work, referrer_id)
        services.link_referrer(work, referrer_id, made[0])

    if carried_out(form, link):
        flash(_("De verwijzer is gekoppeld aan uw netwerk."), "ok")
        return refusals.to("network.show", partner_id=made[0])
    return render_template("network/choose.html", form=form, hint=hint), status_of(form)


def _chosen(work: Work, data: dict[str, str]) -> UUID:
    if data["partner"] != NEW:
        return require_partner(work, UUID(data["partner"])).id
    return services.add_partner(
        work, services.PartnerDetails(data["name"], data["kind"], data["place"] or "")
    )


def _choice_form(work: Work, referrer_id: UUID, organisation: str, known: UUID | None) -> Form:
    rows = work.session.execute(
        select(Partner.id, Partner.name, Partner.place)
        .where(Partner.archived_on.is_(None))
        .order_by(Partner.name, Partner.id)
        .limit(MOST_CHOICES)
    )
    partners = [
        (str(row.id), f"{row.name}, {row.place}" if row.place else row.name) for row in rows
    ]
    source = work.session.scalar(
        select(Referral.source).where(Referral.referrer_id == referrer_id).limit(1)
    )

    class ChooseForm(FormSchema):
        partner = choice(
            _l("Bij welke organisatie hoort deze naam?"),
            [(NEW, _l("Een nieuwe organisatie")), *partners],
            select=True,
        )
        name = text(_l("Naam"), max_length=120, depends_on=("partner", NEW))
        kind = choice(
            _l("Wat voor organisatie is het?"), KINDS, select=True, depends_on=("partner", NEW)
        )
        place = text(_l("Plaats"), max_length=60, required=False, depends_on=("partner", NEW))

    initial = {
        "partner": str(known) if known else NEW,
        "name": organisation,
        "kind": KIND_OF_SOURCE.get(source or ""),
    }
    return Form(ChooseForm, initial)


@routes.action("/netwerk/verwijzers/<uuid:referrer_id>/koppelen", CASEWORK)
def link_referrer(work: Work, referrer_id: UUID) -> Answer:
    """Link a referrer with one click to the organisation that was suggested."""
    hint_for(work, referrer_id)  # one that is not here is not found, whatever was chosen
    chosen = request.form.get("organisatie")
    if not chosen:
        raise Refused(_("Kies eerst een organisatie."))
    services.link_referrer(work, referrer_id, _id(chosen))
    flash(_("De verwijzer is gekoppeld aan uw netwerk."), "ok")
    return _back()


@routes.action("/netwerk/verwijzers/<uuid:referrer_id>/los", CASEWORK)
def unlink_referrer(work: Work, referrer_id: UUID) -> Answer:
    """Say that a referrer does not work there after all."""
    services.unlink_referrer(work, referrer_id)
    flash(_("De verwijzer is losgemaakt van de organisatie."), "ok")
    return _back()


def _back() -> Answer:
    """Where the reader was: a referral, or the list of names."""
    return redirect(refusals.came_from() or url_for("network.unlinked_referrers"), 303)
