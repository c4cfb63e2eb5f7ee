"""What a gemeente chose for itself: ways in, reports, a method; and a link of an organisation."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from core.channels.services import make_link
from core.demo.town import Town
from core.network.models import Partner
from core.plugins.models import PluginState
from core.plugins.services import agree, switch_on
from core.work import SYSTEM_ACTOR, Work

ON: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "rhenen": {
        "school_opvang": {"message": "Elke eerste dinsdag loopt de coördinator bij u binnen."},
        "jgz": {},
        "netwerk": {},
        "raad_samenvatting": {},
        "methode_kort_licht": {},
        "sociale_kaart_hsds": {
            "organisation": "Stichting Buurtgezinnen",
            "description": "Een gezin in de buurt dat af en toe meeleeft.",
            "place": "Rhenen",
        },
    },
    "zaanstad": {
        "cjg": {
            "hours": "dinsdag 9.00 tot 11.00 uur\ndonderdag 13.00 tot 15.00 uur",
            "place": "de bibliotheek",
        },
        "sociaal_team": {"weekday": "3", "rhythm": "even"},
        "nazorg_kanaal": {"agreement": "Wij bellen u en die professional binnen een week."},
        "methode_nazorg": {},
    },
}
"""By slug of the programme: plugins with the options as the gemeente's officer fills them in."""
LINKED = ("netwerk", "netwerk.netwerk", "church")


def choose_plugins(town: Town) -> None:
    """The gemeente switches on and asks for, the programme says yes; a church gets a link."""
    for key, told in ON.get(town.plan.slug, {}).items():
        with town.on(town.today, town.officer) as work:
            loaded = work.plugins.get(key)
            if loaded is None:
                continue
            state = switch_on(work, key, loaded.plugin.options().load(told))
        if state is PluginState.ASKED:
            with town.on(town.today, SYSTEM_ACTOR) as work:
                agree(work, key)
        if key == LINKED[0]:
            with town.on(town.today) as work:
                give_link(work)


def give_link(work: Work) -> None:
    """A church of the network gets a link to refer by."""
    church = work.session.scalars(
        select(Partner.id).where(Partner.kind == LINKED[2]).order_by(Partner.created_on)
    ).first()
    if church:
        make_link(work, church, LINKED[1])
