"""Open Referral HSDS 3: the programme in the directory of help, and the directory in the network.

Out: the programme as a service, with its organisation and place, for everyone to read. In: each
night the services of another directory, as organisations of the network.
"""

from collections.abc import Sequence

from core.extension import (
    Call,
    Kind,
    NoAnswer,
    NotAllowed,
    Plugin,
    PluginPages,
    SupplierIntegration,
    _,
    _l,
    hookimpl,
)
from plugins.sociale_kaart_hsds.directory import NoDirectory, fetch, first_page
from plugins.sociale_kaart_hsds.options import DirectoryOptions
from plugins.sociale_kaart_hsds.pages import PAGES


@hookimpl
def plugin() -> Plugin:
    """The card in the settings."""
    return Plugin(
        key="sociale_kaart_hsds",
        name=_l("Sociale kaart (HSDS)"),
        summary=_l("Laat uw aanbod zien in de sociale kaart en haalt het aanbod in de buurt op."),
        kind=Kind.SUPPLIER,
        version="1.0",
        sees_in_words=_l("geen gegevens van gezinnen"),
        options=DirectoryOptions,
        icon="map",
    )


@hookimpl
def supplier_integrations() -> Sequence[SupplierIntegration]:
    """The directory of others, which is fetched; nothing is sent there."""
    return (
        SupplierIntegration(
            key="sociale_kaart",
            label=_l("Sociale kaart"),
            changes=frozenset(),
            push=None,
            needs_consent=False,
            poll=fetch,
            icon="map",
        ),
    )


@hookimpl
def pages() -> PluginPages:
    """The programme as others read it."""
    return PAGES


@hookimpl
def check_options(call: Call) -> Sequence[str]:
    """Whether there is a directory at the address, if one was given."""
    if not call.options.get("feed"):
        return []
    try:
        first_page(call)
    except NotAllowed:
        return [_("Dit adres mag niet. Neem een adres dat met https:// begint.")]
    except NoAnswer:
        return [_("Op dit adres antwoordt niemand.")]
    except NoDirectory:
        return [_("Op dit adres is geen sociale kaart volgens HSDS 3.")]
    return []
