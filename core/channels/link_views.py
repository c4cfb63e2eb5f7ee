"""The links of an organisation: given, renewed and withdrawn on its page in the network."""

from uuid import UUID

from flask import flash, g, request

from core.accounts.policy import CASEWORK
from core.channels import services
from core.channels.links import LinkLine, links_of
from core.channels.routes import routes
from core.channels.standing import channels_at
from core.extension.channels import Door
from core.web.refusals import Answer, to
from core.wording import Text, _
from core.work import Work


@routes.action("/netwerk/<uuid:partner_id>/links", CASEWORK)
def make_link(work: Work, partner_id: UUID) -> Answer:
    """Give an organisation a link with which it signs families up."""
    services.make_link(work, partner_id, request.form.get("channel", ""))
    flash(_("De link is gemaakt. Geef hem door aan de organisatie."), "ok")
    return to("network.show", partner_id=partner_id, _anchor="links")


@routes.action("/netwerk/links/<uuid:link_id>/verlengen", CASEWORK)
def renew_link(work: Work, link_id: UUID) -> Answer:
    """Have a link work for another year."""
    partner_id = services.renew_link(work, link_id)
    flash(_("De link werkt weer een jaar."), "ok")
    return to("network.show", partner_id=partner_id, _anchor="links")


@routes.action("/netwerk/links/<uuid:link_id>/intrekken", CASEWORK)
def withdraw_link(work: Work, link_id: UUID) -> Answer:
    """Have a link let nobody in any more."""
    partner_id = services.withdraw_link(work, link_id)
    flash(_("De link is ingetrokken en werkt niet meer."), "ok")
    return to("network.show", partner_id=partner_id, _anchor="links")


@routes.blueprint.app_context_processor
def _for_templates() -> dict[str, object]:
    return {"channel_links": _channel_links}


def _channel_links(partner_id: UUID) -> tuple[tuple[LinkLine, ...], list[tuple[str, Text]]]:
    """The links of an organisation, and the channels for which it could get one."""
    known = links_of(g.work, partner_id)
    taken = {one.key for one in known if not one.is_over}
    free = [one for one in channels_at(g.work, Door.LINK) if one.key not in taken]
    return known, [(one.key, one.channel.label) for one in free]
