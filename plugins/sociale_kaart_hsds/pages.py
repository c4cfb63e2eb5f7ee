"""The programme in HSDS 3: its service, organisation and location, as JSON for everyone."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from core.extension import Asked, Call, Download, NotFound, PluginPages, Who

PAGES = PluginPages()
VERSION = "3.0"


@PAGES.page("/hsds", Who.EVERYONE)
def about(call: Call, _asked: Asked) -> Download:
    """Which version and profile this is."""
    profile = "https://docs.openreferral.org/en/v3.0.1/hsds/"
    return _json({"version": VERSION, "profile": profile, "openapi_url": profile})


@PAGES.page("/hsds/services", Who.EVERYONE)
def services(call: Call, _asked: Asked) -> Download:
    """The one service, as a page of a list."""
    return _json(_listed(service_of(call)))


@PAGES.page("/hsds/services/<one_id>", Who.EVERYONE)
def service(call: Call, _asked: Asked, one_id: str) -> Download:
    """The service with everything that belongs to it."""
    found = service_of(call)
    if one_id != found["id"]:
        raise NotFound("service")
    return _json(found)


@PAGES.page("/hsds/organizations", Who.EVERYONE)
def organizations(call: Call, _asked: Asked) -> Download:
    """The one organisation, as a page of a list."""
    return _json(_listed(service_of(call)["organization"]))


def service_of(call: Call) -> dict[str, Any]:
    """The programme as an HSDS service; its ids stay the same."""
    told = call.options
    contact = {"email": told.get("email"), "url": told.get("website")}
    organization = _filled(
        {
            "id": _id(call, "organization"),
            "name": told["organisation"],
            "description": told["description"],
            "email": contact["email"],
            "website": contact["url"],
        }
    )
    location = _filled(
        {"id": _id(call, "location"), "location_type": "physical", "name": told.get("place")}
    )
    found = {
        "id": _id(call, "service"),
        "name": f"Buurtgezinnen {call.tenant.name}",
        "description": told["description"],
        "status": "active",
        "organization": organization,
        **contact,
        "phones": _phones(call),
        "service_areas": [{"id": _id(call, "area"), "name": call.tenant.name}],
        "service_at_locations": [{"id": _id(call, "at"), "location": location}]
        if told.get("place")
        else None,
        "last_modified": f"{call.today.isoformat()}T00:00:00Z",
    }
    organization["additional_websites"] = []
    return {**_filled(found), "additional_urls": []}


def _phones(call: Call) -> list[dict[str, str]] | None:
    number = call.options.get("phone")
    return [{"id": _id(call, "phone"), "number": number}] if number else None


def _id(call: Call, what: str) -> str:
    return str(uuid5(NAMESPACE_URL, call.address(f"/p/{call.plugin}/hsds/{what}")))


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not known: HSDS leaves that out."""
    return {name: value for name, value in values.items() if value}


def _listed(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "total_items": 1, "total_pages": 1, "page_number": 1, "size": 1,
        "first_page": True, "last_page": True, "empty": False, "contents": [one],
    }  # fmt: skip


def _json(told: Mapping[str, Any]) -> Download:
    content = json.dumps(told, ensure_ascii=False).encode()
    return Download(content, "application/json", "hsds.json")
