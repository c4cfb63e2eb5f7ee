"""What Open Formulieren posts, in each of its shapes."""

import json
from datetime import date
from typing import Any

import pytest
from marshmallow import ValidationError

from core.extension import BadBody, Call, TenantSeen
from core.extension.referring import sign_up_of
from plugins.open_formulieren.form import FormServerReferrer, FormServerSignUp
from plugins.open_formulieren.mapping import BadMapping, mapping_of
from plugins.open_formulieren.options import FormServerOptions
from plugins.open_formulieren.reading import read_referral, read_sign_up, referral_draft

RHENEN = TenantSeen("rhenen", "Rhenen", "GM0340")
VALUES = {
    "voornaam": "Samira",
    "telefoonnummer": "06 12345678",
    "berichtVeilig": "ja",
    "postcode": "3911 AB",
    "wensen": {"regular_place": True, "someone_to_talk_to": False},
    "toelichting": "Het is veel.",
    "toestemming": True,
}
REFERRER = {
    "gezinWeetErvan": False,
    "naamVerwijzer": "Joris Wester",
    "organisatie": "Sociaal team",
    "contactVerwijzer": "j.wester@team.example",
    "toelichting": "Een vaste middag.",
}


def call(**options: Any) -> Call:
    return Call("open_formulieren", RHENEN, options, date(2026, 11, 23), "public", None)  # type: ignore[arg-type]


def read(message: Any, **options: Any) -> dict[str, Any]:
    return read_sign_up(call(**options), json.dumps(message).encode(), "application/json")


def aanvraag(values: Any) -> dict[str, Any]:
    """A ProductAanvraag as the Objects API keeps it."""
    data = {
        "bron": {"naam": "Open Formulieren", "kenmerk": "OF-7K3"},
        "type": "aanmelding",
        "aanvraaggegevens": values,
        "taal": "nld",
        "betrokkenen": [{"rolOmschrijvingGeneriek": "initiator"}],
    }
    return {"type": "https://objecttypen.example/1", "record": {"typeVersion": 1, "data": data}}


SHAPES: dict[str, Any] = {
    "dump": {"values": VALUES, "schema": {"type": "object"}},
    "newer dump": {"values": {"stap": VALUES}, "metadata": {"public_reference": "OF-7K3"}},
    "productaanvraag": aanvraag({"uw-gegevens": VALUES}),
    "its data": aanvraag({"uw-gegevens": VALUES})["record"]["data"],
    "older": {"data": {"stap": VALUES}, "submission_id": "OF-7K3", "language_code": "nl"},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_read(shape: str) -> None:
    answers = read(SHAPES[shape])
    assert answers["reference"] == ("" if shape == "dump" else "OF-7K3")
    draft = sign_up_of(call(), FormServerSignUp().load(answers))
    assert (draft.first_name, draft.contact, draft.reach) == ("Samira", "+31612345678", "call")
    assert (draft.postcode4, draft.wishes, draft.language) == ("3911", ("regular_place",), "nl")
    assert draft.message_safe is True


def test_a_mail_address_means_mail_and_a_bsn_says_nothing() -> None:
    mail = {**VALUES, "telefoonnummer": "samira@mail.example", "voornaam": "[bsn]"}
    answers = read({"values": mail})
    assert answers["reach"] == "mail"
    assert "first_name" not in answers


def test_a_professional_signs_up() -> None:
    body = json.dumps({"values": REFERRER}).encode()
    data = FormServerReferrer().load(read_referral(call(), body, ""))
    draft = referral_draft(call(), data)
    assert (draft.named, draft.source, draft.joins_talk) == (False, "social_team", "ask")
    assert draft.referrer is not None
    assert draft.referrer.organisation == "Sociaal team"


def test_fields_may_have_other_names() -> None:
    told = "first_name = gegevens.naamOuder\n\nstory=verhaaltje"
    values = {"gegevens": {"naamOuder": "Fatma"}, "verhaaltje": 7, "voornaam": "Niet deze"}
    answers = read({"values": values}, mapping=told)
    assert (answers["first_name"], answers["story"]) == ("Fatma", "7")


@pytest.mark.parametrize("wrong", ["onzin", "naam = x", "first_name =", "= x"])
def test_a_mapping_that_says_nothing_is_refused(wrong: str) -> None:
    with pytest.raises(BadMapping):
        mapping_of(f"story = x\n{wrong}")
    with pytest.raises(ValidationError) as told:
        FormServerOptions().load({"token": "x" * 20, "mapping": wrong})
    assert "Regel 1" in str(told.value)


@pytest.mark.parametrize("body", [[], 7, "x", {}, {"record": 7}, {"data": []}, {"values": []}])
def test_what_is_something_else_is_refused(body: Any) -> None:
    with pytest.raises(BadBody):
        read(body)
