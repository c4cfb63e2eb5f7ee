"""A service of another directory as an organisation of the network."""

from plugins.sociale_kaart_hsds.directory import _inbound


def test_the_organisation_gives_the_name_and_the_address_the_place() -> None:
    one = {
        "id": "7", "name": "Taalcafé", "organization": {"name": "Bibliotheek"},
        "phones": [{"number": "0317 1"}],
        "service_at_locations": [{"location": {"addresses": [{"city": "Rhenen"}]}}],
    }  # fmt: skip
    found = _inbound(one)
    assert (found.id, found.kind) == ("7", "directory")
    assert (found.facts["name"], found.facts["place"]) == ("Bibliotheek", "Rhenen")


def test_a_service_alone_is_enough() -> None:
    facts = _inbound({"id": "8", "name": "Speeltuin"}).facts
    assert facts["name"] == "Speeltuin"
    assert facts["place"] == facts["phone"] == ""
