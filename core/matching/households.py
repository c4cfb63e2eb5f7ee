"""What can be in a house that a child or parent may not be able to have."""

from flask_babel import lazy_gettext as _

from core.wording import Text

HOUSEHOLD: dict[str, Text] = {
    "cats": _("katten"),
    "dogs": _("honden"),
    "rodents": _("knaagdieren"),
    "birds": _("vogels"),
    "horses": _("paarden"),
    "other_pets": _("andere dieren"),
    "smoking": _("roken in huis"),
}
