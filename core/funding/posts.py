"""The items of the budget that a report asks for."""

from collections.abc import Mapping

from core.wording import Text, _l

POST_LABELS: Mapping[str, Text] = {
    "coordination": _l("Coördinatie"),
    "travel": _l("Reiskosten en materiaal"),
    "outreach": _l("Werving en bijeenkomsten"),
    "other": _l("Overige kosten"),
}
