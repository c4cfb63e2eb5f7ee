"""What can be in a house that a child or parent may not be able to have."""

from core.wording import Text, _l

SMOKING = "smoking"
HOUSEHOLD: dict[str, Text] = {
    "cats": _l("katten"),
    "dogs": _l("honden"),
    "rodents": _l("knaagdieren"),
    "birds": _l("vogels"),
    "horses": _l("paarden"),
    "other_pets": _l("andere dieren"),
    SMOKING: _l("roken in huis"),
}
