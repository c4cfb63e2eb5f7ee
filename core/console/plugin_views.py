"""Plugins at the console: what is installed, what was refused, and who may switch one on."""

from flask import flash, render_template

from core.accounts.policy import STICHTING
from core.console import plugins
from core.console.desk import ConsoleDesk
from core.console.routes import routes
from core.errors import NotFound
from core.web import refusals
from core.web.forms import Form, Question, schema_from
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import _, _l

EVERYONE, SOME = "iedereen", "enkele"


@routes.page("/plugins", STICHTING)
def plugin_list(desk: ConsoleDesk) -> str:
    """Every installed plugin, and those that were refused with what to do."""
    return render_template(
        "console/plugins.html",
        plugins=plugins.installed_plugins(desk),
        refused=desk.plugins.refused,
    )


@routes.form("/plugins/<key>", STICHTING)
def plugin_permission(desk: ConsoleDesk, key: str) -> Answer:
    """Say which programmes may switch a plugin on."""
    line = next((one for one in plugins.installed_plugins(desk) if one.key == key), None)
    if line is None:
        raise NotFound("plugin")
    schema = schema_from(
        [
            Question(
                "who",
                _l("Wie mag deze plugin aanzetten?"),
                "choice",
                choices=((EVERYONE, _l("Elk programma")), (SOME, _l("Alleen deze programma’s"))),
            ),
            Question(
                "programmes",
                _l("Welke programma’s?"),
                "choices",
                hint=_l("Kiest u er geen? Dan mag niemand hem aanzetten."),
                choices=tuple(plugins.programme_choices(desk)),
                required=False,
                depends_on=("who", SOME),
            ),
        ]
    )
    slugs = plugins.allowed_slugs(desk, key)
    form = Form(schema, {"who": EVERYONE if line.everyone else SOME, "programmes": slugs})

    def keep(data: dict[str, object]) -> None:
        chosen = data["programmes"]
        picked = [str(slug) for slug in chosen] if isinstance(chosen, list | tuple | set) else []
        plugins.allow(desk, key, everyone=data["who"] == EVERYONE, slugs=picked)

    if carried_out(form, keep):
        flash(_("Bewaard. Waar de plugin niet meer mag, staat hij nu uit."), "ok")
        return refusals.to("console.plugin_list")
    return render_template("console/plugin.html", line=line, form=form), status_of(form)
