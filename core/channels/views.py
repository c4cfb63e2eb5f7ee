"""The pages of channels for everyone: at the public door, and behind an organisation's link."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g, request, url_for

from core.accounts.policy import PUBLIC
from core.channels import link_views
from core.channels.fitting import Sender
from core.channels.links import Invitation, LinkIsOver, note_use, open_link
from core.channels.routes import routes
from core.channels.standing import Standing, channel_at, channels_at, notes_of, take_in
from core.errors import Refused
from core.extension.channels import Door
from core.plugins.running import PluginFailed
from core.public.pages import Page, page_for_all, secret
from core.public.steps import Unsent, two_steps
from core.referrals.references import read_invitation
from core.web.forms import Form
from core.web.guessing import missed
from core.web.icons import ICONS
from core.wording import Text, _
from core.work import Work

__all__ = ["link_views", "routes"]


@dataclass(frozen=True, slots=True)
class DoorView:
    """A door as its pages show it."""

    title: Text
    intro: Text
    address: str
    icon: str
    organisation: str = ""
    house: str = "civic"


@routes.form("/aanmelden/<channel>", PUBLIC)
def sign_up(work: Work, channel: str) -> Page:
    """Take in a sign-up at the public door of a channel."""
    standing = channel_at(work, channel, Door.PUBLIC)
    return _steps(work, standing, _door(standing, request.path), {})


@routes.form("/verwijzen/<reference>", PUBLIC)
def refer(work: Work, reference: str) -> Page:
    """Take in a sign-up by the link of an organisation."""
    link_id = read_invitation(work, reference)
    try:
        invitation = open_link(work, link_id) if link_id else None
    except LinkIsOver:
        return secret(page_for_all(work, "public/link_over", 410))
    if invitation is None:
        raise missed(work, "invitation")
    standing, partner = invitation.standing, invitation.partner
    door = _door(standing, request.path, partner.name)
    return secret(_steps(work, standing, door, {"organisation": partner.name}, invitation))


def _door(standing: Standing, address: str, organisation: str = "") -> DoorView:
    channel = standing.channel
    icon = channel.icon if channel.icon in ICONS else "school"
    return DoorView(channel.label, channel.intro, address, icon, organisation)


def _steps(
    work: Work,
    standing: Standing,
    door: DoorView,
    known: dict[str, Any],
    invitation: Invitation | None = None,
) -> Page:
    form = standing.channel.form

    def show(step: str, status: int = 200, **values: object) -> Page:
        if step == "check":
            return page_for_all(work, "public/check", status, door=door, **values)
        notes = _notes(work, standing)
        return page_for_all(work, "channels/fill_in", status, door=door, notes=notes, **values)

    def send(data: dict[str, Any], sending: UUID) -> None:
        _send(work, standing, data, _sender(sending, invitation), invitation)

    return two_steps(work, Form(form), Form(form, {"language": "nl", **known}), show, send)


def _sender(sending: UUID, invitation: Invitation | None) -> Sender:
    if invitation is None:
        return Sender(sending)
    return Sender(sending, invitation.partner.id, invitation.partner.name)


def _send(
    work: Work,
    standing: Standing,
    data: dict[str, Any],
    sender: Sender,
    invitation: Invitation | None,
) -> None:
    try:
        take_in(work, standing, data, sender)
    except Refused as no:
        field = no.field if no.field in standing.channel.form().load_fields else None
        raise Unsent(str(no.message), field) from no
    except PluginFailed as failed:
        raise Unsent(
            _("Versturen lukt nu niet. Er is niets verstuurd. Probeer het over een paar minuten "
              "opnieuw, of bel ons."),
            status=503,
        ) from failed  # fmt: skip
    if invitation:
        note_use(work, invitation.link)


def _notes(work: Work, standing: Standing) -> Sequence[Text]:
    """What the plugin says beside its form; without it the form is as good."""
    try:
        return notes_of(work, standing)
    except PluginFailed:
        return ()


@routes.blueprint.app_context_processor
def _for_templates() -> dict[str, object]:
    return {"further_doors": _further_doors}


def _further_doors() -> list[DoorView]:
    """The channels with a public door, for the home page."""
    return [
        _door(one, url_for("channels.sign_up", channel=one.slug))
        for one in channels_at(g.work, Door.PUBLIC)
    ]
