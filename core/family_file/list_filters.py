"""What somebody looks for in the list of families, read from its address."""

from werkzeug.datastructures import MultiDict

from core.accounts.models import Role
from core.family_file.family_list import Wanted
from core.family_file.phase import FamilyPhase
from core.family_file.routes import role_of
from core.work import Work


def wanted_families(work: Work, asked: MultiDict[str, str]) -> Wanted:
    """Which families are looked for, from the address of the list."""
    phase = asked.get("fase", "")
    weeks = asked.get("wacht", 0, type=int)
    return Wanted(
        name=asked.get("naam", "").strip()[:80],
        place=asked.get("plaats", ""),
        phase=FamilyPhase(phase) if phase in list(FamilyPhase) else None,
        role=role_of(asked.get("rol")),
        waiting_weeks=min(max(weeks, 0), 520),
        coordinator_id=work.actor.id if is_mine(work, asked) else None,
        sort=asked.get("sorteer", "naam"),
        page=min(max(asked.get("pagina", 1, type=int), 1), 10_000),
    )


def is_mine(work: Work, asked: MultiDict[str, str]) -> bool:
    """Whether only one's own families are asked for."""
    default = "alle" if work.actor.role == Role.ADMIN else "mijn"
    return asked.get("wie", default) == "mijn"
