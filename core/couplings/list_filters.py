"""What somebody looks for in the list of couplings, read from its address."""

from werkzeug.datastructures import MultiDict

from core.couplings.overview import Wanted
from core.couplings.phases import Phase


def wanted_couplings(asked: MultiDict[str, str]) -> Wanted:
    """Which couplings are looked for."""
    phase = asked.get("fase", "")
    return Wanted(
        phase=Phase(phase) if phase in set(Phase) else None,
        silent=asked.get("stil") == "ja",
        name=asked.get("naam", "").strip()[:80],
        page=asked.get("blad", 1, type=int),
    )
