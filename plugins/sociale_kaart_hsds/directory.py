"""The directory of others: read page by page, each service once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.extension import Call, Inbound, NoAnswer

MOST_PAGES = 20


class NoDirectory(Exception):
    """What answers is no directory in HSDS 3."""


def fetch(call: Call) -> Sequence[Inbound]:
    """The services of the directory, as organisations for the network."""
    if not call.options.get("feed"):
        return []
    try:
        return [_inbound(one) for one in _services(call) if one.get("id") and one.get("name")]
    except NoDirectory as odd:
        raise NoAnswer("this is no directory in HSDS 3") from odd


def first_page(call: Call) -> Mapping[str, Any]:
    """The first page of services; raises NoDirectory, NoAnswer or NotAllowed."""
    return _page(call, 1)


def _services(call: Call) -> Iterator[Mapping[str, Any]]:
    for number in range(1, MOST_PAGES + 1):
        page = _page(call, number)
        yield from (one for one in page["contents"] if isinstance(one, dict))
        if page.get("last_page", True) or number >= int(page.get("total_pages") or 1):
            return


def _page(call: Call, number: int) -> Mapping[str, Any]:
    feed = str(call.options["feed"]).rstrip("/")
    answer = call.http.send("GET", f"{feed}/services?page={number}&full_service=true")
    if answer.later:
        raise NoAnswer("the directory cannot answer now")
    told = answer.json() if answer.ok else None
    if not isinstance(told, dict) or not isinstance(told.get("contents"), list):
        raise NoDirectory
    return told


def _inbound(one: Mapping[str, Any]) -> Inbound:
    organization = one.get("organization") or {}
    phones = one.get("phones") or []
    return Inbound(str(one["id"]), "directory", {
        "name": str(organization.get("name") or one["name"]),
        "kind": "other",
        "place": _place(one),
        "description": f"{one['name']}. {one.get('description') or ''}".strip(),
        "phone": str(phones[0].get("number", "")) if phones else "",
        "email": str(one.get("email") or organization.get("email") or ""),
        "website": str(one.get("url") or organization.get("website") or ""),
    })  # fmt: skip


def _place(one: Mapping[str, Any]) -> str:
    for at in one.get("service_at_locations") or []:
        location = at.get("location") or {}
        for address in location.get("addresses") or []:
            if address.get("city"):
                return str(address["city"])
        return str(location.get("name") or "")
    return ""
