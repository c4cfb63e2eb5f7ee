"""A Bundle that is checked against FHIR R4, and finding one's way in it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from core.extension import BadBody, _

Resource = Mapping[str, Any]
MOST_TOLD = 20
MOST_ENTRIES = 100


class Resources:
    """The resources of a Bundle, found by kind and by reference."""

    def __init__(self, bundle: Resource) -> None:
        self.bundle = bundle
        self._by_reference: dict[str, Resource] = {}
        self._all: list[Resource] = []
        for entry in bundle.get("entry") or ():
            self._keep(entry.get("resource"), str(entry.get("fullUrl") or ""))

    def _keep(self, resource: Resource | None, full_url: str) -> None:
        if not resource:
            return
        self._all.append(resource)
        if full_url:
            self._by_reference[full_url] = resource
        if resource.get("id"):
            self._by_reference[f"{resource['resourceType']}/{resource['id']}"] = resource
        for inner in resource.get("contained") or ():
            self._all.append(inner)
            self._by_reference[f"#{inner.get('id')}"] = inner

    def all(self, kind: str) -> Iterator[Resource]:
        """The resources of a kind."""
        return (one for one in self._all if one.get("resourceType") == kind)

    def only(self, kind: str) -> Resource:
        """The one resource of a kind; raises BadBody when there is none, or another."""
        found = list(self.all(kind))
        if len(found) != 1:
            told = _("Stuur er precies één mee; wij vinden er %(count)s.", count=len(found))
            raise BadBody(_("Dit is geen verwijzing van één gezin."), {kind: [told]})
        return found[0]

    def at(self, reference: Any) -> Resource:
        """What a reference leads to, within this Bundle; nothing when it leads elsewhere."""
        told = str((reference or {}).get("reference") or "")
        short = "/".join(told.split("/")[-2:])
        return self._by_reference.get(told) or self._by_reference.get(short) or {}

    def referred(self, owner: Resource, name: str, place: str, kinds: tuple[str, ...]) -> Resource:
        """What a field of a resource leads to, of these kinds; raises BadBody."""
        found = self.at(owner.get(name))
        if found.get("resourceType") not in kinds:
            told = _("Zet deze in de Bundle: %(kinds)s.", kinds=", ".join(kinds))
            raise BadBody(_("In deze verwijzing ontbreekt iets."), {place: [told]})
        return found


def checked(body: bytes) -> Resources:
    """Check a Bundle against the model of FHIR R4; raises BadBody with each place and fault."""
    # Imported here: the models cost 30 MB, and most workers never see a Bundle.
    from fhir.resources.R4B.bundle import Bundle

    content = json.loads(body)
    if not isinstance(content, Mapping) or content.get("resourceType") != "Bundle":
        raise BadBody(_("Stuur een FHIR R4 Bundle."), {"resourceType": [_("Geen Bundle.")]})
    entries = content.get("entry")
    if isinstance(entries, list) and len(entries) > MOST_ENTRIES:
        raise BadBody(_("Deze Bundle is te groot."), {"entry": [_("Te veel onderdelen.")]})
    try:
        Bundle.model_validate(content)
    except ValueError as wrong:
        raise BadBody(_("Deze Bundle is geen geldige FHIR R4."), _faults(wrong)) from None
    return Resources(content)


def _faults(wrong: Any) -> dict[str, list[str]]:
    """The faults by place. Without what stood there: that may be about somebody."""
    faults: dict[str, list[str]] = {}
    for one in wrong.errors(include_input=False, include_url=False)[:MOST_TOLD]:
        place = "Bundle"
        for part in one["loc"]:
            place += f"[{part}]" if isinstance(part, int) else f".{part}"
        faults.setdefault(place[:200], []).append(str(one["type"]))
    return faults
