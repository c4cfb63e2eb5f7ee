"""How often a method evaluates, in words."""

from core.method.variant import MethodVariant
from core.wording import _


def often(method: MethodVariant) -> str:
    """How often both families are asked, once a coupling is definitive: "elk half jaar"."""
    return _every(method.first_year_interval_months or method.evaluation_interval_months)


def _every(months: int) -> str:
    known = {1: _("elke maand"), 6: _("elk half jaar"), 12: _("elk jaar")}
    return known.get(months) or _("elke %(num)s maanden", num=months)
