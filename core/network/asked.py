"""Which organisations the address of the list, or of its download, asks for."""

from flask import request

from core.network.kinds import LABELS
from core.network.partner_list import Wanted


def wanted() -> Wanted:
    """Which organisations the address asks for."""
    asked = request.args
    return Wanted(
        name=asked.get("naam", "").strip()[:80],
        kind=asked.get("soort", "") if asked.get("soort") in LABELS else "",
        place=asked.get("plaats", "")[:60],
        silent=asked.get("stil") == "ja",
        archived=asked.get("toon") == "archief",
        sort=asked.get("sorteer", "naam"),
        page=min(max(asked.get("pagina", 1, type=int), 1), 10_000),
    )
