"""ZGW Zaken API 1.5: a zaak at the gemeente for a family that its own team referred.

Only with the family's yes, and without names: the zaak has an identification that says nothing
elsewhere, the rol names an organisation unit. Its statuses follow the coupling, closing the file
gives the resultaat.
"""

from collections.abc import Sequence

from core.extension import (
    Call,
    Change,
    ChangeKind,
    Kind,
    Outcome,
    Plugin,
    Receipt,
    Sees,
    SupplierIntegration,
    _,
    _l,
    hookimpl,
)
from plugins.zgw_zaken.options import ZgwOptions, is_rsin
from plugins.zgw_zaken.registration import NotTaken, Zaken


@hookimpl
def plugin() -> Plugin:
    """The card in the settings."""
    return Plugin(
        key="zgw_zaken",
        name=_l("Zaken API (ZGW)"),
        summary=_l("Maakt een zaak aan bij de gemeente en werkt de stand bij."),
        kind=Kind.SUPPLIER,
        version="1.0",
        sees=frozenset({Sees.FAMILIES}),
        sees_in_words=_l("de fase van een gezin dat de gemeente zelf verwees; geen namen"),
        options=ZgwOptions,
        icon="folder-open",
    )


@hookimpl
def supplier_integrations() -> Sequence[SupplierIntegration]:
    """The registration of the gemeente."""
    return (
        SupplierIntegration(
            key="zgw_zaken",
            label=_l("Gemeente (zaaksysteem)"),
            changes=frozenset({ChangeKind.REFERRAL, ChangeKind.COUPLING, ChangeKind.FAMILY_CLOSED}),
            push=push,
            wants=wants,
            icon="folder-open",
        ),
    )


@hookimpl
def check_options(call: Call) -> Sequence[str]:
    """Whether the RSIN is one, and the registration knows us."""
    if not is_rsin(call.options["rsin"]):
        return [_("Dit is geen RSIN: negen cijfers die aan de elfproef voldoen.")]
    return Zaken(call).troubles()


def wants(call: Call, change: Change) -> bool:
    """Only a vraaggezin that the gemeente's own team referred, and what has a status."""
    facts = change.facts
    if facts.get("role") != "asking" or facts.get("source") not in call.options["own_teams"]:
        return False
    if change.kind is ChangeKind.REFERRAL:
        return facts.get("state") == "accepted"
    return change.kind is not ChangeKind.COUPLING or facts.get("phase") in ("trial", "active")


def push(call: Call, change: Change) -> Receipt:
    """Bring the zaak to where the family is; what is there already is left as it is."""
    zaken = Zaken(call)
    try:
        zaak = zaken.zaak_of(change)
        if change.kind is ChangeKind.REFERRAL:
            zaken.add_rol(zaak)
            zaken.set_status(zaak, "status_new", change)
            told = _("De gemeente heeft een zaak.")
        elif change.kind is ChangeKind.COUPLING:
            zaken.set_status(zaak, f"status_{change.facts['phase']}", change)
            told = _("De stand van de zaak is bijgewerkt.")
        else:
            zaken.set_resultaat(zaak)
            zaken.set_status(zaak, "status_end", change)
            told = _("De zaak is afgesloten.")
    except NotTaken as no:
        return no.receipt
    return Receipt(Outcome.DONE, zaak, told)
