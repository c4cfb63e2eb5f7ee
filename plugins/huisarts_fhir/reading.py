"""A FHIR R4 Bundle as the answers of our form.

It holds a ServiceRequest with its Patient and who asks (Practitioner, PractitionerRole,
Organization). What we read is listed here and nothing else is looked at: no codes, no reasons, no
conditions, no observations, no identifiers of people. An active Consent of the patient says that
the family knows; without one the family stays without a name until it does.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from core.extension import BadBody, Call, _
from plugins.huisarts_fhir.bundle import Resource, Resources, checked

ADULT = 18
_LANGUAGES = ("nl", "en", "tr", "ar", "uk", "pl")


def read_bundle(call: Call, body: bytes, _media_type: str) -> dict[str, Any]:
    """The answers in a Bundle; raises BadBody with the places where it is wrong."""
    found = checked(body)
    request = found.only("ServiceRequest")
    patient = found.referred(request, "subject", "ServiceRequest.subject", ("Patient",))
    answers = {**_referrer(found, request), **_family(call, found, patient)}
    answers["story"] = _notes(request)
    answers["joins_talk"] = "ask"
    answers["reference"] = _own_id(found.bundle) or _own_id(request)
    return answers


def _referrer(found: Resources, request: Resource) -> dict[str, Any]:
    kinds = ("Practitioner", "PractitionerRole", "Organization")
    who = found.referred(request, "requester", "ServiceRequest.requester", kinds)
    role = who if who["resourceType"] == "PractitionerRole" else {}
    person = found.at(role.get("practitioner")) if role else who
    organisation = found.at(role.get("organization")) if role else {}
    if who["resourceType"] == "Organization":
        person, organisation = {}, who
    contact = _contact(person) or _contact(role) or _contact(organisation)
    if not contact:
        raise _missing("Practitioner.telecom", _("Zet erbij hoe wij de verwijzer bereiken."))
    name = _full_name(person) or _display(role.get("practitioner")) or organisation.get("name")
    if not name:
        raise _missing("Practitioner.name", _("Zet de naam van de verwijzer erbij."))
    place = organisation.get("name") or _display(role.get("organization"))
    return {
        "name": name[:80],
        "function": _first_text(role.get("code"))[:80],
        "organisation": (place or _("Huisartsenpraktijk"))[:120],
        "own_contact": contact,
    }


def _family(call: Call, found: Resources, patient: Resource) -> dict[str, Any]:
    """Who the family is: of a child its parent, and nobody without a yes."""
    if not _said_yes(found, patient):
        return {"known": False}
    parent = _parent(patient) if _is_child(patient, call.today) else patient
    contact = _contact(parent) or _contact(patient)
    first_name = _given_name(parent)
    if not first_name:
        raise _missing("Patient.name.given", _("Zet de voornaam van de ouder erbij."))
    if not contact:
        raise _missing("Patient.telecom", _("Zet erbij hoe wij de ouder bereiken."))
    return {
        "known": True,
        "first_name": first_name[:60],
        "family_name": _family_name(parent)[:80] or None,
        "contact": contact,
        "message_safe": False,
        "postcode4": _postcode(parent) or _postcode(patient),
        "language": _language(patient),
    }


def _said_yes(found: Resources, patient: Resource) -> bool:
    return any(
        one.get("status") == "active" and found.at(one.get("patient")) is patient
        for one in found.all("Consent")
    )


def _is_child(patient: Resource, today: date) -> bool:
    born = str(patient.get("birthDate") or "")[:10]
    parts = [int(part) for part in born.split("-") if part.isdecimal()]
    if not parts:
        return False
    year, month, day = (*parts, 1, 1)[:3] if len(parts) < 3 else parts[:3]
    had_birthday = (today.month, today.day) >= (month, day)
    return today.year - year - (not had_birthday) < ADULT


def _parent(patient: Resource) -> Resource:
    for one in patient.get("contact") or ():
        if one.get("name"):
            return dict(one)
    raise _missing("Patient.contact", _("De patiënt is een kind. Zet de ouder in Patient.contact."))


def _contact(somebody: Resource) -> str | None:
    ways = [one for one in somebody.get("telecom") or () if one.get("value")]
    for system in ("phone", "email"):
        for one in ways:
            if one.get("system") == system and one.get("use") != "old":
                return str(one["value"]).strip()
    return None


def _names(somebody: Resource) -> Iterator[Mapping[str, Any]]:
    told = somebody.get("name")
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, Mapping) and one.get("use") != "old":
            yield one


def _given_name(somebody: Resource) -> str:
    for one in _names(somebody):
        given = [str(part) for part in one.get("given") or () if part]
        if given or one.get("text"):
            return given[0] if given else str(one["text"]).split()[0]
    return ""


def _family_name(somebody: Resource) -> str:
    return next((str(one["family"]) for one in _names(somebody) if one.get("family")), "")


def _full_name(somebody: Resource) -> str:
    for one in _names(somebody):
        parts = [*(one.get("prefix") or ()), *(one.get("given") or ()), one.get("family")]
        if told := one.get("text") or " ".join(str(part) for part in parts if part):
            return str(told)
    return ""


def _postcode(somebody: Resource) -> str | None:
    told = somebody.get("address")
    for one in told if isinstance(told, list) else [told]:
        code = str((one or {}).get("postalCode") or "").strip()[:4]
        if len(code) == 4 and code.isdecimal() and code[0] != "0":
            return code
    return None


def _language(patient: Resource) -> str:
    for one in patient.get("communication") or ():
        for coding in (one.get("language") or {}).get("coding") or ():
            code = str(coding.get("code") or "").lower()[:2]
            if code:
                return code if code in _LANGUAGES else "other"
    return "nl"


def _notes(request: Resource) -> str:
    texts = [str(one["text"]).strip() for one in request.get("note") or () if one.get("text")]
    return "\n".join(texts)[:4000] or _("De huisarts schreef er niets bij.")


def _own_id(resource: Resource) -> str:
    told = resource.get("identifier")
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, Mapping) and one.get("value"):
            return f"{one.get('system') or ''}|{one['value']}"
    return ""


def _first_text(codes: Any) -> str:
    for one in codes or ():
        shown = [coding.get("display") for coding in one.get("coding") or ()]
        if told := one.get("text") or next((word for word in shown if word), ""):
            return str(told)
    return ""


def _display(reference: Any) -> str:
    return str((reference or {}).get("display") or "")


def _missing(place: str, told: str) -> BadBody:
    return BadBody(_("In deze verwijzing ontbreekt iets."), {place: [told]})
