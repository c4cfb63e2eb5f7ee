"""What comes in: each row of each file, once; what does not fit goes back with the reason."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from core.extension import Call, Inbound, NoAnswer, Refused, UnknownServer, _
from core.extension.sheets import Row, Table, read_table, write_table
from plugins.csv_uitwisseling.going_out import IN_WORDS, read_mapping
from plugins.csv_uitwisseling.server import place_of

YES = frozenset({"ja", "j", "yes", "true", "waar", "1"})
DONE, FAILED = "verwerkt", "fouten"


def fetch(call: Call) -> Sequence[Inbound]:
    """Read every file that waits. It is put away only after its rows are kept."""
    place, folder = place_of(call.options), call.options["folder_in"]
    taken: list[Inbound] = []
    try:
        for name in _files(call):
            content = call.sftp.get(place, f"{folder}/{name}")
            good, wrong = read_file(call, name, content)
            if wrong is not None:
                call.sftp.put(place, f"{folder}/{FAILED}/{name}", wrong)
            taken += good
            call.later("tidy_up", digest=_digest(content))
    except UnknownServer as closed:
        raise NoAnswer("the server does not let us in") from closed
    return taken


def tidy_up(call: Call, digest: str) -> None:
    """Put a file away whose rows are kept; one that changed meanwhile stays, to be read anew."""
    place, folder = place_of(call.options), call.options["folder_in"]
    for name in _files(call):
        if _digest(call.sftp.get(place, f"{folder}/{name}")) == digest:
            call.sftp.move(place, f"{folder}/{name}", f"{folder}/{DONE}/{name}")


def _files(call: Call) -> Iterator[str]:
    names = call.sftp.names(place_of(call.options), call.options["folder_in"])
    return (name for name in names if name.lower().endswith(".csv"))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_file(call: Call, name: str, content: bytes) -> tuple[list[Inbound], bytes | None]:
    """The rows that fit, and a file of those that do not, if any."""
    columns = read_mapping(call.options.get("columns_in") or "", IN_WORDS)
    try:
        table = read_table(content, name)
    except Refused as odd:
        return [], _failures((), [((name,), str(odd.message))])
    good: list[Inbound] = []
    wrong: list[tuple[Sequence[str], str]] = []
    for row in table.rows:
        told = _told(table, row, columns)
        if trouble := _trouble(told):
            wrong.append((row.texts, trouble))
        else:
            good.append(_inbound(told, row))
    return good, _failures(table.header, wrong) if wrong else None


def _told(table: Table, row: Row, columns: Mapping[str, str]) -> dict[str, str]:
    """What a row says, by our words."""
    by_column = dict(zip((one.strip().lower() for one in table.header), row.texts, strict=False))
    return {ours: by_column.get(theirs.lower(), "") for ours, theirs in columns.items()}


def _trouble(told: Mapping[str, str]) -> str:
    """Why a row cannot be taken; "" when it can."""
    if told.get("toestemming", "").lower() not in YES:
        return _("Geen toestemming: vul ja in als het gezin het goedvindt.")
    if not told.get("voornaam"):
        return _("De voornaam ontbreekt.")
    if not told.get("contact"):
        return _("Telefoon of e-mail ontbreekt.")
    return ""


def _inbound(told: Mapping[str, str], row: Row) -> Inbound:
    """A row counts once by its own number, else by what it says."""
    own = told.get("nummer") or _digest("\x1f".join(row.texts).encode())
    return Inbound(own, "referral", {
        "first_name": told["voornaam"],
        "last_name": told.get("achternaam", ""),
        "contact": told["contact"],
        "postcode4": told.get("postcode", "")[:4],
        "story": told.get("verhaal", ""),
        "consent": True,
    })  # fmt: skip


def _failures(header: Sequence[str], wrong: Sequence[tuple[Sequence[str], str]]) -> bytes:
    rows = [[*cells, trouble] for cells, trouble in wrong]
    return write_table("fouten", [*header, _("Wat is er mis")], rows, "csv").content
