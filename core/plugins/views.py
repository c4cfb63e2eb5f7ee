"""The settings of plugins: what there is, on or off, its options, and what went wrong."""

from flask import flash, render_template

from core.accounts.models import Role
from core.accounts.policy import SETTINGS
from core.errors import Refused
from core.extension.host import Loaded
from core.extension.options import keeping
from core.plugins import queries, services
from core.plugins.models import PluginState
from core.plugins.troubles import lately
from core.web.forms import Form
from core.web.refusals import Answer, to
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

routes = Routes("plugins", __name__)


@routes.page("/instellingen/plugins", SETTINGS)
def overview(work: Work) -> str:
    """Every plugin that there is, by kind."""
    groups = queries.plugin_groups(work)
    return render_template(
        "plugins/overview.html",
        groups=groups,
        waiting=queries.waiting(groups),
        failing=queries.failing(groups),
        is_admin=work.actor.role == Role.ADMIN,
    )


@routes.form("/instellingen/plugins/<key>", SETTINGS)
def show(work: Work, key: str) -> Answer:
    """One plugin: its options, what it sees, and what went wrong lately."""
    loaded = services.installed(work, key)
    schema = keeping(loaded.plugin.options, queries.kept_secrets(work, loaded))
    form = Form(schema, queries.options_of(work, loaded))
    if carried_out(form, lambda data: services.save_options(work, key, data)):
        flash(_("De instellingen van %(name)s zijn bewaard.", name=loaded.plugin.name), "ok")
        for told in services.troubles_with(work, key):
            flash(told, "warning")
        return to("plugins.show", key=key)
    return _page(work, loaded, form), status_of(form)


@routes.action("/instellingen/plugins/<key>/aan", SETTINGS)
def turn_on(work: Work, key: str) -> Answer:
    """Switch a plugin on, or ask for it; one whose options are missing asks for those first."""
    loaded = services.installed(work, key)
    try:
        state = services.switch_on(work, key)
    except Refused as refused:
        flash(str(refused.message), "info")
        return to("plugins.show", key=key)
    told = (
        _("%(name)s staat aan.", name=loaded.plugin.name)
        if state is PluginState.ON
        else _("Aangevraagd. De programmaleider geeft eerst akkoord: %(name)s ziet gegevens van "
               "gezinnen.", name=loaded.plugin.name)
    )  # fmt: skip
    flash(told, "ok")
    return to("plugins.overview", _anchor=f"plugin-{key}")


@routes.action("/instellingen/plugins/<key>/akkoord", SETTINGS)
def agree(work: Work, key: str) -> Answer:
    """Say yes to a plugin that was asked for."""
    loaded = services.installed(work, key)
    services.agree(work, key)
    flash(_("%(name)s staat aan.", name=loaded.plugin.name), "ok")
    return to("plugins.overview", _anchor=f"plugin-{key}")


@routes.action("/instellingen/plugins/<key>/uit", SETTINGS)
def turn_off(work: Work, key: str) -> Answer:
    """Switch a plugin off, or take back that it was asked for."""
    try:
        services.switch_off(work, key)
    except Refused as refused:
        flash(str(refused.message), "error")
    else:
        flash(_("De plugin staat uit. De gegevens en de instellingen blijven bewaard."), "ok")
    return to("plugins.overview", _anchor=f"plugin-{key}")


@routes.action("/instellingen/plugins/<key>/opnieuw", SETTINGS)
def try_again(work: Work, key: str) -> Answer:
    """Try again what failed."""
    services.try_again(work, key)
    flash(_("De plugin probeert het opnieuw."), "ok")
    return to("plugins.overview", _anchor=f"plugin-{key}")


def _page(work: Work, loaded: Loaded, form: Form) -> str:
    return render_template(
        "plugins/show.html",
        card=queries.plugin_card(work, loaded),
        form=form,
        troubles=lately(work, loaded.plugin),
        is_admin=work.actor.role == Role.ADMIN,
    )
