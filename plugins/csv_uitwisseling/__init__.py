"""CSV with a registration system, over SFTP: what happened goes out, sign-ups come in.

Each thing that happened is a file of its own, named after its message: put again it replaces
itself. Files that come in are read each night; each row counts once; rows that do not fit come
back in a file that says why.
"""

from collections.abc import Sequence

from core.extension import (
    Call,
    Change,
    ChangeKind,
    Kind,
    NoAnswer,
    NotAllowed,
    Outcome,
    Plugin,
    PluginJob,
    Receipt,
    Sees,
    SupplierIntegration,
    UnknownServer,
    UnreadableKey,
    _,
    _l,
    hookimpl,
)
from plugins.csv_uitwisseling.coming_in import fetch, tidy_up
from plugins.csv_uitwisseling.going_out import file_of, mapping_of
from plugins.csv_uitwisseling.options import CsvOptions
from plugins.csv_uitwisseling.server import place_of


@hookimpl
def plugin() -> Plugin:
    """The card in the settings."""
    return Plugin(
        key="csv_uitwisseling",
        name=_l("CSV-bestanden over SFTP"),
        summary=_l("Wisselt bestanden uit met een registratiesysteem, met uw eigen kolommen."),
        kind=Kind.SUPPLIER,
        version="1.0",
        sees=frozenset({Sees.REFERRALS, Sees.FAMILIES}),
        sees_in_words=_l("de fase van gezinnen die ja zeiden, zonder namen; wat zelf binnenkomt"),
        options=CsvOptions,
        icon="file-text",
    )


@hookimpl
def supplier_integrations() -> Sequence[SupplierIntegration]:
    """One registration system."""
    return (
        SupplierIntegration(
            key="csv_uitwisseling",
            label=_l("Registratiesysteem (CSV)"),
            changes=frozenset({ChangeKind.REFERRAL, ChangeKind.COUPLING, ChangeKind.FAMILY_CLOSED}),
            push=push,
            poll=fetch,
            icon="file-text",
        ),
    )


@hookimpl
def jobs() -> Sequence[PluginJob]:
    """Putting away a file once its rows are kept."""
    return (PluginJob("tidy_up", tidy_up),)


@hookimpl
def check_options(call: Call) -> Sequence[str]:
    """Whether the server lets us in, and the columns make sense."""
    if not (call.options.get("password") or call.options.get("private_key_secret")):
        return [_("Vul onze eigen sleutel in, of een wachtwoord. Anders komen wij er niet in.")]
    try:
        mapping_of(call.options)
        call.sftp.names(place_of(call.options), call.options["folder_in"])
    except ValueError as odd:
        return [str(odd)]
    except UnreadableKey:
        return [_("Onze eigen sleutel is niet te lezen. Plak hem heel, en zonder wachtwoord erop.")]
    except UnknownServer:
        return [_("De server laat ons niet binnen, of toont een andere sleutel dan u opgaf.")]
    except NotAllowed:
        return [_("Deze server mag niet: hij staat in ons eigen netwerk.")]
    except NoAnswer:
        return [_("Deze server antwoordt niet, of de map voor binnenkomst is er niet.")]
    return []


def push(call: Call, change: Change) -> Receipt:
    """Put one file; the same message once more is the same file."""
    name, content = file_of(call, change)
    try:
        call.sftp.put(place_of(call.options), f"{call.options['folder_out']}/{name}", content)
    except UnknownServer:
        return Receipt(Outcome.LATER, told=_("De server laat ons niet binnen."))
    return Receipt(Outcome.DONE, name, _("Het bestand staat klaar op de server."))
