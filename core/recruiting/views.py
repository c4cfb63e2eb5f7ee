"""The pages of recruiting for who works here: the list, one profile, and a second reader."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for

from core.accounts.models import Role
from core.accounts.policy import CASEWORK, MANAGEMENT
from core.errors import Refused
from core.families.access import open_family
from core.matching.access import access_request
from core.programme.services import set_programme
from core.recruiting import services
from core.recruiting.advising import advice_of
from core.recruiting.channel_lines import partners_to_add
from core.recruiting.funnel import ChannelYield, brought, funnel
from core.recruiting.page import ProfilePage, profile_page
from core.recruiting.placing import Placing, rereads_profiles
from core.recruiting.profile_list import list_profiles, without_profile
from core.recruiting.proposing import propose
from core.recruiting.schemas import (
    HOW,
    ApprovalForm,
    cost_field,
    organisation_form,
    placing_form,
    text_form,
)
from core.recruiting.second_reader import text_to_read
from core.recruiting.steps import steps_of
from core.recruiting.wording import fields_of, text_of
from core.web.forms import Form
from core.web.refusals import Answer, to
from core.web.routes import Routes
from core.web.submitting import carried_out
from core.wording import _
from core.work import Work

routes = Routes("recruiting", __name__)


@routes.page("/werving", CASEWORK)
def profiles(work: Work) -> Answer:
    """Every search profile, with where it stands."""
    return render_template(
        "recruiting/list.html",
        found=list_profiles(work, request.args.get("pagina", 1, type=int)),
        searching=without_profile(work),
        rereads=rereads_profiles(work),
        manages=work.actor.role == Role.ADMIN,
    )


@routes.page("/werving/advies", CASEWORK)
def advice(work: Work) -> Answer:
    """Whom to look for: the profiles that would help the list most."""
    return render_template("recruiting/advice.html", advised=advice_of(work))


@routes.action("/werving/advies", CASEWORK)
def follow_advice(work: Work) -> Answer:
    """Begin a search profile of an advice."""
    key = request.form.get("advies", "")
    chosen = next((one for one in advice_of(work).found if one.key == key), None)
    if chosen is None:
        raise Refused(_("De lijst is intussen veranderd. Kijk opnieuw welk advies er is."))
    if chosen.request_id:
        return to("recruiting.new_profile", request_id=chosen.request_id)
    profile_id = services.start_from_advice(work, chosen.fields, chosen.told)
    flash(_("Zoekprofiel gemaakt. Kijk de tekst na."), "ok")
    return to("recruiting.profile", profile_id=profile_id)


@routes.action("/werving/meelezen", MANAGEMENT)
def set_reader(work: Work) -> Answer:
    """Have a colleague read each profile before it is shown, or no longer."""
    wanted = request.form.get("meelezen") == "ja"
    set_programme(work, rereads_profiles=wanted)
    flash(
        _("Bewaard: een collega leest mee.") if wanted else _("Bewaard: niemand leest mee."), "ok"
    )
    return to("recruiting.profiles")


@routes.form("/matching/<uuid:request_id>/zoekprofiel", CASEWORK)
def new_profile(work: Work, request_id: UUID) -> Answer:
    """Begin the profile of a request, or go on with the one that is there."""
    asked = access_request(work, request_id)
    known = services.unfinished_profile(work, request_id)
    if known:
        return to("recruiting.profile", profile_id=known)
    family = open_family(work, asked.family_id)
    proposal = propose(work, asked)
    form = Form(text_form(work, proposal.fields), proposal.fields.as_dict())
    started: list[UUID] = []

    def start(data: dict[str, Any]) -> None:
        sentence = data["sentence"] or ""
        started.append(services.start_profile(work, request_id, fields_of(data), sentence))

    if carried_out(form, start):
        flash(_("Zoekprofiel bewaard. Kijk nu of het gezin te herkennen is."), "ok")
        return to("recruiting.profile", profile_id=started[0])
    page = render_template(
        "recruiting/new.html",
        form=form,
        asked=asked,
        family=family,
        proposal=proposal,
        text=text_of(proposal.fields, "", work.tenant.name),
    )
    return page, 422 if form.submitted else 200


@routes.form("/werving/<uuid:profile_id>", CASEWORK)
def profile(work: Work, profile_id: UUID) -> Answer:
    """One profile: text, check, approval and channels, on one page."""
    page = profile_page(work, profile_id)
    if page.family_id:
        open_family(work, page.family_id)
    form = _text_form(work, page)

    def write(data: dict[str, Any]) -> None:
        services.write_text(work, profile_id, fields_of(data), data["sentence"] or "")
        work.session.flush()
        if key := request.form.get("grover"):
            services.make_coarser(work, profile_id, key)
        if key := request.form.get("vals"):
            services.overrule(work, profile_id, key, request.form.get(f"waarom-{key}", ""))
        if part := request.form.get("terug"):
            services.put_back(work, profile_id, part)

    if carried_out(form, write):
        flash(_("De tekst is bewaard en opnieuw bekeken."), "ok")
        checks = {"grover", "terug", "vals"} & request.form.keys()
        return _back(profile_id, "controle" if checks else "tekst")
    return _page(work, page, text=form)


def _text_form(work: Work, page: ProfilePage) -> Form:
    initial = {**page.fields.as_dict(), "sentence": page.sentence}
    return Form(text_form(work, page.fields), initial)


@routes.action("/werving/<uuid:profile_id>/akkoord", CASEWORK)
def approve(work: Work, profile_id: UUID) -> Answer:
    """Record the family's approval of exactly this text."""
    form = Form(ApprovalForm)

    def keep(data: dict[str, Any]) -> None:
        digest = request.form.get("tekst", "")
        services.approve(work, profile_id, data["approved_on"], data["approved_how"], digest)

    if carried_out(form, keep):
        flash(_("Akkoord genoteerd. U kunt het profiel nu plaatsen."), "ok")
        return _back(profile_id, "plaatsen")
    return _page(work, profile_page(work, profile_id), approval=form)


@routes.action("/werving/<uuid:profile_id>/plaatsen", CASEWORK)
def place(work: Work, profile_id: UUID) -> Answer:
    """Keep the channels, the costs and the last day; and show the profile when that is asked."""
    page = profile_page(work, profile_id)
    form = _placing_form(page)
    published: list[int] = []

    def keep(data: dict[str, Any]) -> None:
        costs = {one.id: data.get(cost_field(str(one.id))) for one in page.channels}
        chosen = frozenset(UUID(one) for one in data["channels"])
        services.place(work, profile_id, Placing(chosen, data["until"], costs))
        if request.form.get("actie") == "plaats":
            published.append(services.publish(work, profile_id))

    if carried_out(form, keep):
        said = _("Versie %(number)s staat online.", number=published[0]) if published else ""
        flash(said or _("De kanalen zijn bewaard."), "ok")
        return _back(profile_id, "plaatsen")
    return _page(work, profile_page(work, profile_id), placing=form)


def _placing_form(page: ProfilePage) -> Form:
    channels = [(str(one.id), one.label) for one in page.channels]
    initial: dict[str, Any] = {
        "channels": [str(one.id) for one in page.channels if one.is_on],
        "until": page.until,
    }
    initial |= {cost_field(str(one.id)): one.cost_cents for one in page.channels}
    return Form(placing_form(channels), initial)


@routes.action("/werving/<uuid:profile_id>/organisatie", CASEWORK)
def add_organisation(work: Work, profile_id: UUID) -> Answer:
    """Give one more organisation of the network an address for this profile."""
    page = profile_page(work, profile_id)
    form = _organisation_form(work, page)
    if carried_out(
        form, lambda data: services.add_organisation(work, profile_id, UUID(data["partner"]))
    ):
        flash(_("De organisatie staat bij de kanalen."), "ok")
        return _back(profile_id, "plaatsen")
    return _page(work, profile_page(work, profile_id), organisation=form)


def _organisation_form(work: Work, page: ProfilePage) -> Form:
    return Form(organisation_form(partners_to_add(work, page.id, page.request_id)))


@routes.action("/werving/<uuid:profile_id>/weg", CASEWORK)
def withdraw(work: Work, profile_id: UUID) -> Answer:
    """Take a profile away everywhere."""
    services.withdraw(work, profile_id)
    flash(_("Het zoekprofiel is overal weggehaald. Alle links zijn gestopt."), "ok")
    return _back(profile_id)


@routes.form("/werving/<uuid:profile_id>/lezen", CASEWORK)
def read(work: Work, profile_id: UUID) -> Answer:
    """A second reader says that nobody can be recognised."""
    if request.method == "POST":
        services.reread(work, profile_id, request.form.get("tekst", ""))
        flash(_("Bedankt. Uw collega ziet dat u de tekst las."), "ok")
        return to("recruiting.profiles")
    return render_template("recruiting/read.html", page=text_to_read(work, profile_id))


def _back(profile_id: UUID, anchor: str = "") -> Answer:
    return redirect(
        url_for("recruiting.profile", profile_id=profile_id, _anchor=anchor or None), 303
    )


def _numbers(came: ChannelYield | None, *, is_shown: bool) -> tuple[int | None, ...]:
    """What stands beside a channel: nothing while nobody can have seen the profile."""
    if came is None or not is_shown:
        return (None, None, None, None)
    one = came.brought
    return (one.seen, one.responded, one.intake, one.coupled)


def _page(
    work: Work,
    page: ProfilePage,
    *,
    text: Form | None = None,
    approval: Form | None = None,
    placing: Form | None = None,
    organisation: Form | None = None,
) -> Answer:
    """The page; with the one form that could not be carried out as it was typed."""
    known = {"approved_on": page.approved_on, "approved_how": page.approved_how}
    came = {one.channel_id: one for one in funnel(work, page.id)}
    shown = render_template(
        "recruiting/profile.html",
        page=page,
        steps=steps_of(page),
        text_form=text or _text_form(work, page),
        approval_form=approval or Form(ApprovalForm, known),
        placing_form=placing or _placing_form(page),
        organisation_form=organisation or _organisation_form(work, page),
        how_words=dict(HOW),
        figures_of=lambda channel: _numbers(came.get(channel.id), is_shown=page.online is not None),
        brought=brought(
            tuple(came.values()), page.online.published_on if page.online else None, work.today
        ),
        cost_field=cost_field,
    )
    failed = any(
        form is not None and form.submitted for form in (text, approval, placing, organisation)
    )
    return shown, 422 if failed else 200
