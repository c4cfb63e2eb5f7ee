"""Every reference to a family or to a person in one, and what merging two families does with it.

A reference that is not named here moves as well; a test asks to name it, and to say what the
reader is told.
"""

from collections.abc import Iterator
from typing import Any

from core.wording import Text, _l
from tenants.isolation import Base, TenantModel

FAMILY, MEMBER, FILE = "family", "family_member", "family_file"

TOLD: dict[str, Text] = {
    "appointment.family_id": _l("Afspraken"),
    "attachment.family_id": _l("Documenten"),
    "consent.family_id": _l("Toestemmingen"),
    "contact_moment.family_id": _l("Notities"),
    "coupling.asking_family_id": _l("Koppelingen als vraaggezin"),
    "coupling.offering_family_id": _l("Koppelingen als steungezin"),
    "handover.family_id": _l("Overdrachten naar een andere gemeente"),
    "handover_arrival.family_id": _l("Overdrachten van een andere gemeente"),
    "referral.family_id": _l("Aanmeldingen"),
    "safety_check.family_id": _l("Veiligheidschecks"),
    "supplier_change.family_id": _l("Berichten aan andere organisaties"),
    "support_offer.family_id": _l("Aanbod"),
    "support_request.family_id": _l("Hulpvragen"),
}
"""Moves, and the preview says how many."""
UNTOLD = frozenset(
    {
        "imported_row.family_id",
        # Restricted: whether there is one is known to its own two people, so nothing counts it.
        "meldcode_file.family_id",
    }
)
"""Moves, and nobody is told."""
JOINED = frozenset(
    {
        "family.merged_into_id",
        "family_file.family_id",
        "family_member.family_id",
        "intake.family_id",
        "vog_record.member_id",
    }
)
"""There may be one of on both sides: `core.duplicates.joining` says what stays."""
STAYS = frozenset({"file_access.family_id"})
"""Who opened the one with a reason did not open the other."""
OF_MEMBERS = frozenset({"consent.member_id", "support_request.member_id"})
"""Goes along when two people prove to be one."""
OF_FILES = frozenset({"transferred_file.file_id"})
"""Goes along when two files of one role become one."""


def references(target: str) -> Iterator[tuple[str, Any, Any]]:
    """Every reference to a table: its name, its model and its attribute."""
    for mapper in Base.registry.mappers:
        model = mapper.class_
        if issubclass(model, TenantModel):
            for column in mapper.local_table.columns:
                if column.info.get("belongs_to") == target:
                    yield f"{model.__tablename__}.{column.name}", model, getattr(model, column.name)


def moving() -> list[tuple[str, Any, Any]]:
    """The references to a family that move as they are."""
    return [one for one in references(FAMILY) if one[0] not in JOINED | STAYS]
