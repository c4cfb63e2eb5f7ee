"""Bundles as a practice sends them: made and checked by a FHIR library that is not ours."""

import json
from datetime import date
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from core.extension import BadBody, Call, TenantSeen
from plugins.huisarts_fhir import to_draft
from plugins.huisarts_fhir.form import PracticeForm
from plugins.huisarts_fhir.reading import read_bundle

TODAY = date(2026, 11, 23)
RHENEN = TenantSeen("rhenen", "Rhenen", "GM0340")
CALL = Call("huisarts_fhir", RHENEN, {}, TODAY, "public", None)  # type: ignore[arg-type]

PATIENT = {
    "resourceType": "Patient",
    "id": "p1",
    "identifier": [{"system": "http://fhir.nl/fhir/NamingSystem/bsn", "value": "[bsn]"}],
    "name": [{"given": ["Meryem"], "family": "Yılmaz"}],
    "birthDate": "1990-05-01",
    "telecom": [{"system": "phone", "value": "06 87654321"}],
    "address": [{"postalCode": "3911 AB"}],
    "communication": [{"language": {"coding": [{"code": "tr"}]}}],
}
REQUEST = {
    "resourceType": "ServiceRequest",
    "id": "s1",
    "identifier": [{"system": "urn:praktijk", "value": "verwijzing-7"}],
    "status": "active",
    "intent": "order",
    "subject": {"reference": "Patient/p1"},
    "requester": {"reference": "PractitionerRole/r1"},
    "reasonCode": [{"text": "Depressie"}],
    "note": [{"text": "Een vaste middag zou rust geven."}],
}
ROLE = {
    "resourceType": "PractitionerRole",
    "id": "r1",
    "practitioner": {"reference": "urn:uuid:0d7ab7ab-8a35-4a3c-a4d3-40a3f8f9a001"},
    "organization": {"display": "Huisartsenpraktijk De Linde"},
    "code": [{"coding": [{"display": "huisarts"}]}],
}
PRACTITIONER = {
    "resourceType": "Practitioner",
    "id": "d1",
    "name": [{"prefix": ["dr."], "given": ["Anne"], "family": "de Wit"}],
    "telecom": [{"system": "email", "value": "a.dewit@linde.example"}],
}
CONSENT = {
    "resourceType": "Consent",
    "id": "c1",
    "status": "active",
    "scope": {"coding": [{"code": "patient-privacy"}]},
    "category": [{"text": "verwijzing"}],
    "patient": {"reference": "Patient/p1"},
    "policyRule": {"text": "mondeling"},
}
CONDITION = {
    "resourceType": "Condition",
    "id": "x1",
    "subject": {"reference": "Patient/p1"},
    "code": {"text": "Astma"},
}
ALL = (REQUEST, PATIENT, ROLE, PRACTITIONER, CONSENT, CONDITION)
URL = "urn:uuid:0d7ab7ab-8a35-4a3c-a4d3-40a3f8f9a001"


def bundle(*resources: dict[str, Any]) -> bytes:
    """A Bundle that the library itself wrote down."""
    entries = [
        {"resource": one, **({"fullUrl": URL} if one["resourceType"] == "Practitioner" else {})}
        for one in resources
    ]
    made = Bundle.model_validate({"resourceType": "Bundle", "type": "collection", "entry": entries})
    return str(made.model_dump_json()).encode()


def changed(resource: dict[str, Any], **values: Any) -> dict[str, Any]:
    made = {**resource, **values}
    return {name: value for name, value in made.items() if value is not None}


def refused(body: bytes) -> dict[str, Any]:
    with pytest.raises(BadBody) as told:
        read_bundle(CALL, body, "application/fhir+json")
    return dict(told.value.errors)


def test_a_referral_without_anything_medical() -> None:
    answers = read_bundle(CALL, bundle(*ALL), "application/fhir+json")
    told = json.dumps(answers)
    assert "Depressie" not in told
    assert "Astma" not in told
    assert "bsn" not in told.lower()
    assert answers["reference"] == "urn:praktijk|verwijzing-7"
    draft = to_draft(CALL, PracticeForm().load(answers))
    assert (draft.first_name, draft.family_name, draft.postcode4) == ("Meryem", "Yılmaz", "3911")
    assert (draft.contact, draft.language, draft.source) == ("+31687654321", "tr", "huisarts")
    assert draft.message_safe is False
    assert draft.consent_on == TODAY
    assert draft.story == "Een vaste middag zou rust geven."
    assert draft.referrer is not None
    assert draft.referrer.name == "dr. Anne de Wit"
    assert draft.referrer.organisation == "Huisartsenpraktijk De Linde"
    assert draft.referrer.function == "huisarts"
    assert draft.referrer.contact == "a.dewit@linde.example"


def test_without_a_consent_the_family_has_no_name_yet() -> None:
    withdrawn = changed(CONSENT, status="inactive")
    for resources in ((REQUEST, PATIENT, ROLE, PRACTITIONER), (*ALL[:4], withdrawn)):
        answers = read_bundle(CALL, bundle(*resources), "application/fhir+json")
        assert answers["known"] is False
        assert "Meryem" not in json.dumps(answers)
        assert to_draft(CALL, PracticeForm().load(answers)).cleaned().first_name == ""


def test_of_a_child_the_parent_is_signed_up() -> None:
    mother = {
        "relationship": [{"text": "moeder"}],
        "name": {"given": ["Fatma"], "family": "Demir"},
        "telecom": [{"system": "phone", "value": "0612345678"}],
    }
    child = changed(PATIENT, birthDate="2015-11-24", telecom=None, contact=[mother])
    answers = read_bundle(CALL, bundle(REQUEST, child, *ALL[2:]), "")
    assert (answers["first_name"], answers["family_name"]) == ("Fatma", "Demir")
    assert answers["contact"] == "0612345678"
    alone = changed(PATIENT, birthDate="2015-11-24", telecom=None)
    assert "Patient.contact" in refused(bundle(REQUEST, alone, *ALL[2:]))


def test_an_organisation_and_a_contained_practitioner_may_ask() -> None:
    practice = {
        "resourceType": "Organization", "id": "o1", "name": "De Linde",
        "telecom": [{"system": "phone", "value": "0317 612345"}],
    }  # fmt: skip
    request = changed(REQUEST, requester={"reference": "Organization/o1"})
    answers = read_bundle(CALL, bundle(request, PATIENT, CONSENT, practice), "")
    assert (answers["name"], answers["organisation"]) == ("De Linde", "De Linde")
    inside = changed(PRACTITIONER, id="d2")
    request = changed(REQUEST, requester={"reference": "#d2"}, contained=[inside])
    assert read_bundle(CALL, bundle(request, PATIENT, CONSENT), "")["name"] == "dr. Anne de Wit"


def test_what_is_missing_is_named_by_its_place() -> None:
    assert "ServiceRequest" in refused(bundle(PATIENT, ROLE, PRACTITIONER))
    assert "ServiceRequest" in refused(bundle(*ALL, changed(REQUEST, id="s2")))
    assert "ServiceRequest.subject" in refused(bundle(REQUEST, ROLE, PRACTITIONER))
    assert "ServiceRequest.requester" in refused(bundle(REQUEST, PATIENT))
    nobody = changed(PRACTITIONER, telecom=None)
    assert "Practitioner.telecom" in refused(bundle(REQUEST, PATIENT, ROLE, nobody, CONSENT))
    nameless = changed(PATIENT, name=None)
    assert "Patient.name.given" in refused(bundle(REQUEST, nameless, *ALL[2:]))
    unreachable = changed(PATIENT, telecom=None)
    assert "Patient.telecom" in refused(bundle(REQUEST, unreachable, *ALL[2:]))


def test_what_is_no_fhir_is_refused_without_its_words() -> None:
    assert refused(b"[]")
    assert refused(b'{"resourceType": "Patient"}')
    entry = {"resource": {**PATIENT, "birthDate": "Meryem", "gender": 7}}
    wrong = {"resourceType": "Bundle", "type": "collection", "entry": [entry]}
    faults = refused(json.dumps(wrong).encode())
    assert faults
    assert "Meryem" not in str(faults)
    many = {"resourceType": "Bundle", "type": "collection", "entry": [{}] * 101}
    assert "entry" in refused(json.dumps(many).encode())
