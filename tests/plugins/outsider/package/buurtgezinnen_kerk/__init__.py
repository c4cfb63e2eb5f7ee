"""A church signs families up, keeps its visits, and reports to its members."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from buurtgezinnen_kerk.form import KerkForm, VisitForm
from buurtgezinnen_kerk.tables import Visit
from core.extension import (
    Asked,
    Call,
    Door,
    FamilyRole,
    Kind,
    MenuEntry,
    Plugin,
    PluginPages,
    ReferralChannel,
    ReferralDraft,
    ReferrerDraft,
    Rendered,
    Report,
    ReportFormat,
    Sees,
    Sent,
    Shown,
    Who,
    _l,
    hookimpl,
)
from core.extension.forms import Form, answered
from core.extension.tables import PluginTable

own = PluginPages(str(Path(__file__).parent / "templates"))


@hookimpl
def plugin() -> Plugin:
    """The card."""
    return Plugin(
        "kerk",
        _l("Kerk"),
        _l("De kerk meldt gezinnen aan."),
        Kind.CHANNEL,
        "1.0",
        sees=frozenset({Sees.REFERRALS, Sees.FIGURES}),
        sees_in_words=_l("aanmeldingen van de kerk"),
        in_child=True,
    )


@hookimpl
def folder() -> Path:
    """Migrations are here."""
    return Path(__file__).parent


@hookimpl
def tables() -> Sequence[type[PluginTable]]:
    """One table."""
    return [Visit]


@hookimpl
def referral_channels() -> Sequence[ReferralChannel]:
    """One door for everyone."""
    doors = frozenset({Door.PUBLIC})
    label, intro = _l("Vanuit de kerk"), _l("Vraag het eerst aan het gezin.")
    return [ReferralChannel("kerk", label, intro, "network", KerkForm, to_draft, doors)]


def to_draft(call: Call, data: Mapping[str, Any]) -> ReferralDraft:
    """The sign-up, and a visit that is written down."""
    call.store.add(Visit(held_on=call.today, by_whom=data["name"]))
    return ReferralDraft(
        role=FamilyRole.ASKING,
        first_name=data["first_name"],
        contact=data["contact"].value,
        story=data["story"],
        consent_on=call.today,
        referrer=ReferrerDraft(data["name"], contact=data["own_contact"].value),
    )


@hookimpl
def report_formats() -> Sequence[ReportFormat]:
    """One report, made in a process of its own."""
    return [ReportFormat("kerk_blad", _l("Kerkblad"), _l("De kerk"), ("pdf",), render)]


def render(call: Call, report: Report, kind: str) -> Rendered:
    """A page for the magazine of the church."""
    content = f"%PDF {call.tenant.name}: {report.couplings.made}".encode()
    return Rendered(content, "application/pdf", "kerkblad.pdf")


@hookimpl
def pages() -> PluginPages:
    """The page of visits."""
    return own


@own.page("/bezoeken", Who.CASEWORK, takes_post=True)
def visits(call: Call, asked: Asked) -> Shown | Sent:
    """The visits, and a new one."""
    form = Form(VisitForm)
    if answered(form, asked):
        call.store.add(Visit(held_on=call.today, by_whom=form.data["by_whom"]))
        return Sent("visits", told=_l("Bewaard."))
    kept = call.store.all(Visit, order_by=Visit.id)
    return Shown("kerk/visits.html", {"visits": kept, "form": form}, 422 if form.submitted else 200)


@hookimpl
def menu_entries() -> Sequence[MenuEntry]:
    """To the visits."""
    return [MenuEntry(_l("Bezoeken"), "visits")]
