"""Who may: the policies that routes declare. A route without one stops the start-up."""

from dataclasses import dataclass
from enum import StrEnum

from core.accounts.models import Role


class Place(StrEnum):
    """At which host a route answers; elsewhere it does not exist."""

    TENANT = "tenant"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Policy:
    """Where a route answers and for whom: nobody in particular, or these roles.

    `national` is for operators of the Stichting; for those of a licence holder it is not there.
    """

    place: Place
    needs_login: bool
    roles: frozenset[Role] = frozenset()
    national: bool = False

    def allows(self, role: Role) -> bool:
        """Whether a member with this role may."""
        return not self.needs_login or role in self.roles


PUBLIC = Policy(Place.TENANT, needs_login=False)
MEMBERS = Policy(Place.TENANT, True, frozenset(Role))
CASEWORK = Policy(Place.TENANT, True, frozenset({Role.COORDINATOR, Role.ADMIN}))
MANAGEMENT = Policy(Place.TENANT, True, frozenset({Role.ADMIN}))
SETTINGS = Policy(Place.TENANT, True, frozenset({Role.ADMIN, Role.GEMEENTE}))
FIGURES = Policy(Place.TENANT, True, frozenset(Role))
ACCOUNTING = Policy(Place.TENANT, True, frozenset({Role.ADMIN, Role.GEMEENTE}))
"""Reports to who pays: made by the programme's admin or the gemeente, of figures alone."""
CONSOLE_DOOR = Policy(Place.CONSOLE, needs_login=False)
OPERATORS = Policy(Place.CONSOLE, needs_login=True)
STICHTING = Policy(Place.CONSOLE, needs_login=True, national=True)
