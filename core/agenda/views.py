"""A member's own calendar: on which devices, how often a mail; and the files themselves."""

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, make_response, render_template, request
from werkzeug.wrappers import Response

from core.accounts import feeds
from core.accounts.policy import CASEWORK, PUBLIC
from core.agenda import hours_views
from core.agenda.entries import AHEAD, BACK, entries, entry_of, own_work
from core.agenda.icalendar_file import MEDIA_TYPE, calendar_file
from core.agenda.models import Rhythm
from core.agenda.office_hours import hours_of_member, public_hours
from core.agenda.reminders import choose_rhythm, rhythm_of
from core.agenda.routes import routes
from core.agenda.schemas import DeviceForm, RhythmForm
from core.families.services import access_appointment
from core.web.forms import Form
from core.web.guessing import missed
from core.web.refusals import Answer, to
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

__all__ = ["hours_views", "routes"]


@routes.page("/agenda", CASEWORK)
def show(work: Work) -> Answer:
    """Show the devices, the mails and the office hours of this member."""
    return _page(work, Form(DeviceForm))


@routes.action("/agenda/apparaten", CASEWORK)
def add_device(work: Work) -> Answer:
    """Give a device an address, and show it this once."""
    form, made = Form(DeviceForm), {}

    def make(data: dict[str, Any]) -> None:
        made["token"] = feeds.make_feed(work, data["name"].strip())

    if carried_out(form, make):
        return _address_page(work, form.data["name"].strip(), made["token"])
    return _page(work, form), status_of(form)


@routes.action("/agenda/apparaten/<uuid:feed_id>/nieuw-adres", CASEWORK)
def renew_device(work: Work, feed_id: UUID) -> Answer:
    """Give a device another address, and show it this once."""
    return _address_page(work, *feeds.renew_feed(work, feed_id))


@routes.action("/agenda/apparaten/<uuid:feed_id>/intrekken", CASEWORK)
def revoke_device(work: Work, feed_id: UUID) -> Answer:
    """Stop an address."""
    name = feeds.revoke_feed(work, feed_id)
    flash(_("%(name)s krijgt uw agenda niet meer.", name=name), "ok")
    return to("agenda.show")


@routes.action("/agenda/herinnering", CASEWORK)
def choose_reminder(work: Work) -> Answer:
    """Choose how often a mail comes."""
    form = Form(RhythmForm)
    if carried_out(form, lambda data: choose_rhythm(work, Rhythm(data["rhythm"]))):
        flash(_("Uw keuze is bewaard."), "ok")
        return to("agenda.show")
    return _page(work, Form(DeviceForm), form), status_of(form)


def _page(work: Work, form: Form, rhythm_form: Form | None = None) -> str:
    chosen = rhythm_form or Form(RhythmForm, {"rhythm": rhythm_of(work)})
    return render_template(
        "agenda/show.html", form=form, rhythm_form=chosen, devices=feeds.devices_of(work),
        hours=public_hours(work),
    )  # fmt: skip


def _address_page(work: Work, name: str, token: str) -> str:
    address = work.address(f"/agenda/{token}.ics")
    return render_template(
        "agenda/address.html", name=name, address=address,
        webcal="webcal:" + address.partition(":")[2],
    )  # fmt: skip


@routes.page("/agenda/<token>.ics", PUBLIC)
def feed(work: Work, token: str) -> Answer:
    """Give a device the calendar of its owner, when it changed since the last time."""
    reader = feeds.find_reader(work, token)
    if reader is None:
        raise missed(work, "calendar_feed")
    own = own_work(work, reader.actor)
    first = work.today - BACK
    body = calendar_file(
        work.address().partition("://")[2].partition(":")[0],
        work.address(),
        entries(own, first, work.today + AHEAD),
        hours_of_member(own, first),
        name=_("Buurtgezinnen %(name)s", name=work.tenant.name),
        until=date(work.today.year + 1, 12, 31),
    )
    body_hash = hashlib.sha256(body).digest()
    response = _file(body)
    response.last_modified = feeds.note_fetched(work, reader, body_hash)
    response.set_etag(body_hash.hex())
    return response.make_conditional(request)


@routes.page("/afspraken/<uuid:appointment_id>.ics", CASEWORK)
def appointment_file(work: Work, appointment_id: UUID) -> Answer:
    """Give one talk as a file that a telephone puts in its calendar."""
    talk = access_appointment(work, appointment_id)
    host = work.address().partition("://")[2].partition(":")[0]
    response = _file(calendar_file(host, work.address(), (entry_of(talk),)))
    response.headers["Content-Disposition"] = "attachment; filename=afspraak.ics"
    return response


def _file(body: bytes) -> Response:
    response = make_response(body)
    response.headers.update(
        {
            "Content-Type": f"{MEDIA_TYPE}; charset=utf-8",
            "Cache-Control": "private, no-cache",
            "Referrer-Policy": "no-referrer",
            "X-Robots-Tag": "noindex, nofollow",
        }
    )
    return response
