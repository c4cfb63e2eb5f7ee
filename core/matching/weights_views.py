"""The page of the weights, among the settings: in words, with what a change would do."""

from typing import Any

from flask import flash, render_template, request

from core.accounts.policy import MANAGEMENT
from core.errors import NotFound, Refused
from core.matching.engine.weights import FACTOR_LABELS, FACTORS, Factor, Weights
from core.matching.previewing import Preview, preview
from core.matching.weighing import (
    bars_of,
    newest,
    past,
    save_weights,
    variants,
    weights_from,
)
from core.web import forms
from core.web.forms import Form
from core.web.refusals import to
from core.web.routes import Routes
from core.web.submitting import status_of
from core.wording import _, _l
from core.work import Work


def _points(factor: Factor) -> Any:
    return forms.whole_number(FACTOR_LABELS[factor], least=0, most=1000)


class WeightsForm(forms.FormSchema):
    """How heavily each factor counts, together 1,000, and why that changes."""

    distance = _points(Factor.DISTANCE)
    dayparts = _points(Factor.DAYPARTS)
    ages = _points(Factor.AGES)
    experience = _points(Factor.EXPERIENCE)
    interests = _points(Factor.INTERESTS)
    wishes = _points(Factor.WISHES)
    language = _points(Factor.LANGUAGE)
    offer_wishes = _points(Factor.OFFER_WISHES)
    reason = forms.long_text(
        _l("Waarom verandert u dit?"),
        rows=2,
        missing=_l("Schrijf op waarom u de weging verandert."),
    )


def declare(routes: Routes) -> None:
    """Put the page at its address."""
    routes.form("/instellingen/weging", MANAGEMENT)(weights)


def weights(work: Work) -> Any:
    """The weights of a variant; a change is first looked at, and then saved as a new version."""
    variant = _variant(work)
    current = newest(work, variant)
    form = Form(WeightsForm, {factor.value: current.of(factor) for factor in FACTORS})
    if request.method != "POST" or not form.submit(request.form):
        return _page(work, variant, current, form), status_of(form)
    try:
        then = weights_from(form.data, current.version + 1)
        if request.form.get("doe") != "bewaar":
            return _page(work, variant, current, form, preview(work, current, then)), 200
        version = save_weights(work, variant, form.data, form.data["reason"])
    except Refused as refused:
        form.add_error(refused.field, str(refused.message))
        return _page(work, variant, current, form), 422
    flash(_("Versie %(version)s van de weging is bewaard.", version=version), "ok")
    return to("matching.weights", methode=variant)


def _variant(work: Work) -> str:
    known = [key for key, _name in variants(work)]
    asked = request.values.get("methode", known[0])
    if asked not in known:
        raise NotFound("method")
    return asked


def _page(
    work: Work, variant: str, current: Weights, form: Form, seen: Preview | None = None
) -> str:
    on = variants(work)
    return render_template(
        "matching/weights.html",
        variant=variant,
        label=dict(on)[variant],
        variants=on,
        current=current,
        bars=bars_of(current),
        form=form,
        factors=[factor.value for factor in FACTORS],
        seen=seen,
        past=past(work, variant),
    )
