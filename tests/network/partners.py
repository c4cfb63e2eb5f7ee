"""Organisations for tests."""

from uuid import UUID

from core.network.services import ContactDetails, PartnerDetails, add_contact, add_partner
from core.work import Work

ZAAGMOLEN = PartnerDetails("Basisschool De Zaagmolen", "school", "Rhenen", "Achterom lopen.")


def school(work: Work, name: str = ZAAGMOLEN.name, place: str = "Rhenen") -> UUID:
    """A school in the network, with Joris who works there."""
    partner_id = add_partner(work, PartnerDetails(name, "school", place, ZAAGMOLEN.note))
    add_contact(
        work,
        partner_id,
        ContactDetails("Joris Wester", "intern begeleider", "+31612345678", "joris@school.example"),
    )
    return partner_id
