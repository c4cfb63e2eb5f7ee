"""The page of the method: what differs in a newer version, and who goes over to it."""

from uuid import UUID

from flask import flash, render_template, request

from core.accounts.policy import MANAGEMENT
from core.couplings.services import move_couplings
from core.errors import NotFound
from core.method.choice import make_default, take_version
from core.method_page.queries import VariantShown, variants_shown
from core.method_page.schemas import move_form
from core.web import refusals
from core.web.forms import Form
from core.web.refusals import Answer
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _, ngettext
from core.work import Work

routes = Routes("method_page", __name__)


@routes.page("/instellingen/methode", MANAGEMENT)
def show(work: Work) -> str:
    """Every variant that is on or by which couplings run."""
    return _page(variants_shown(work))


@routes.action("/instellingen/methode/versie", MANAGEMENT)
def take(work: Work) -> Answer:
    """Use the newest version for new couplings."""
    one = _asked_for(variants_shown(work))
    take_version(work, one.method.key, one.newest.version)
    flash(_("Nieuwe koppelingen beginnen nu met deze versie."), "ok")
    return refusals.to("method_page.show")


@routes.action("/instellingen/methode/gewoon", MANAGEMENT)
def usual(work: Work) -> Answer:
    """Make a variant the usual one."""
    make_default(work, _asked_for(variants_shown(work)).method.key)
    flash(_("Dit is nu uw gewone methode."), "ok")
    return refusals.to("method_page.show")


@routes.action("/instellingen/methode/koppelingen", MANAGEMENT)
def move(work: Work) -> Answer:
    """Let running couplings go over to the newest version."""
    shown = variants_shown(work)
    one = _asked_for(shown)
    form, moved = move_form(one.method.key, one.behind), [0]

    def go_over(data: dict[str, list[str]]) -> None:
        chosen = [UUID(told) for told in data["couplings"]]
        moved[0] = move_couplings(work, chosen, one.method.key, one.newest.version)

    if not carried_out(form, go_over):
        return _page(shown, {one.method.key: form}), status_of(form)
    flash(
        ngettext(
            "%(num)s koppeling is overgezet. Ongedaan maken kan vandaag, op de bladzijde van de "
            "koppeling.",
            "%(num)s koppelingen zijn overgezet. Ongedaan maken kan vandaag, op de bladzijde van "
            "elke koppeling.",
            moved[0],
        ),
        "ok",
    )
    return refusals.to("method_page.show")


def _asked_for(shown: tuple[VariantShown, ...]) -> VariantShown:
    key = request.form.get("methode")
    for one in shown:
        if one.method.key == key:
            return one
    raise NotFound("method")


def _page(shown: tuple[VariantShown, ...], forms: dict[str, Form] | None = None) -> str:
    asked = {one.method.key: move_form(one.method.key, one.behind) for one in shown if one.behind}
    return render_template("method_page/show.html", shown=shown, forms=asked | (forms or {}))
