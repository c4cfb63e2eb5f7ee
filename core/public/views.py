"""The pages for everyone: the street, the three doors, and what is promised there."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import request

from core.accounts.policy import PUBLIC
from core.agenda.office_hours import public_hours
from core.errors import NotFound
from core.funding.stories_for_all import public_stories
from core.method.choice import method_of
from core.public import doors
from core.public.doors import ASK, OFFER, Door
from core.public.pages import Page, page_for_all, secret
from core.public.promise import responsible_organisation
from core.public.steps import two_steps
from core.recruiting.answering import Answering, answering
from core.recruiting.publishing import open_profiles
from core.referrals.answers import family_draft, referred_draft
from core.referrals.draft import REFER_DOOR
from core.referrals.letters import status_address
from core.referrals.links import LinkIsOver, look
from core.referrals.queries import receipt_of
from core.referrals.references import (
    STATUS_DAYS,
    Expired,
    new_submission,
    read_receipt,
    read_status,
    receipt_reference,
)
from core.referrals.schemas import refer_form
from core.referrals.services import receive
from core.web.forms import Form
from core.web.guessing import missed
from core.web.locales import PUBLIC_LANGUAGES
from core.web.refusals import to
from core.web.routes import Routes
from core.work import Work
from tenants.context import TenantState

routes = Routes("public", __name__, languages=PUBLIC_LANGUAGES)


@routes.page("/", PUBLIC)
def home(work: Work) -> Page:
    """Show the street with the three doors."""
    starting = work.tenant.state is TenantState.PREPARATION
    return _page(
        work, "home",
        starting=starting, hours=public_hours(work), profiles=open_profiles(work),
    )  # fmt: skip


@routes.page("/verhalen", PUBLIC)
def stories(work: Work) -> Page:
    """Show the stories that both families let be told."""
    return _page(work, "stories", stories=public_stories(work))


@routes.page("/privacy", PUBLIC)
def privacy(work: Work) -> Page:
    """Say what is kept, why, how long, and what people may ask."""
    return _page(work, "privacy", organisation=responsible_organisation(work))


@routes.page("/toegankelijkheid", PUBLIC)
def accessibility(work: Work) -> Page:
    """Say how far everyone can use these pages, and what to do when they cannot."""
    return _page(work, "accessibility")


@routes.form("/ik-zoek-steun", PUBLIC)
def ask(work: Work) -> Page:
    """Take in a family that asks for support."""
    return _two_steps(work, ASK)


@routes.form("/ik-wil-steun-geven", PUBLIC)
def offer(work: Work) -> Page:
    """Take in a family that offers support."""
    return _two_steps(work, OFFER)


def _two_steps(work: Work, door: Door) -> Page:
    schema, answers_to = door.schema(method_of(work)), _answers_to(work, door)

    def send(data: dict[str, Any], sending: UUID) -> None:
        draft = family_draft(work, door.role, door.channel_key, data, sending)
        receive(
            work,
            replace(
                draft,
                profile_channel_id=answers_to.channel_id,
                profile_title=answers_to.title,
                ask_again_on=answers_to.ask_again_on,
            ),
        )

    def show(step: str, status: int = 200, **values: object) -> Page:
        return _page(work, step, status, door=door, answers_to=answers_to, **values)

    return two_steps(work, Form(schema), Form(schema, {"language": "nl"}), show, send)


def _answers_to(work: Work, door: Door) -> Answering:
    """The search profile that is answered here; only who offers support answers one."""
    if door is not OFFER:
        return Answering()
    found = request.values
    return answering(work, found.get(doors.PROFILE, ""), found.get(doors.LATER, ""))


@routes.form("/een-gezin-aanmelden", PUBLIC)
def refer(work: Work) -> Page:
    """Take in a family that a professional signs up."""
    form = Form(refer_form(method_of(work)))
    if request.method == "GET":
        return _page(work, "refer", form=form, mark=new_submission(work))
    if doors.take(form):
        doors.drop_bsn(form)
        sending = doors.sending_id(work, form)
        if sending is not None:
            receive(work, referred_draft(work, REFER_DOOR, form.data, sending))
            return to("public.confirmation", reference=receipt_reference(work, sending))
    return _page(work, "refer", 422, form=form, mark=new_submission(work))


@routes.page("/aanmelding-binnen/<reference>", PUBLIC)
def confirmation(work: Work, reference: str) -> Page:
    """Tell a family that its sign-up arrived, and what happens next and when."""
    try:
        referral_id = read_receipt(work, reference)
    except Expired:
        return secret(_page(work, "expired", 410))
    receipt = receipt_of(work, referral_id) if referral_id else None
    if receipt is None or referral_id is None:
        raise NotFound("receipt")
    if not receipt.referrer_name:
        return secret(_page(work, "confirmation", receipt=receipt))
    until = receipt.received_on + timedelta(days=STATUS_DAYS)
    return secret(
        _page(
            work, "referred", receipt=receipt, until=until,
            link=status_address(work, referral_id),
        )
    )  # fmt: skip


@routes.page("/v/<reference>", PUBLIC)
def status(work: Work, reference: str) -> Page:
    """Tell a referrer that it arrived and how far it is: coarse, and without names."""
    link_id = read_status(work, reference)
    try:
        found = look(work, link_id) if link_id else None
    except LinkIsOver:
        return secret(_page(work, "link_over", 410))
    if found is None:
        raise missed(work, "status")
    return secret(_page(work, "status", found=found, link=request.base_url))


def _page(work: Work, name: str, status: int = 200, **values: object) -> Page:
    return page_for_all(work, f"public/{name}", status, **values)
