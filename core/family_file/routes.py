"""The routes of the family pages, filled by the view modules of this folder."""

from core.errors import NotFound
from core.families.models import FamilyRole
from core.web.routes import Routes

routes = Routes("families", __name__)

PATHS: dict[FamilyRole, str] = {FamilyRole.ASKING: "vraag", FamilyRole.OFFERING: "steun"}
"""How a role is called in an address."""
ROLE_PATH = "<any(vraag, steun):role>"


def role_of(path: str | None) -> FamilyRole | None:
    """The role behind its word in an address, or behind its code."""
    found = [role for role, word in PATHS.items() if path in (word, role.value)]
    return found[0] if found else None


def role_in(path: str) -> FamilyRole:
    """The role in an address; raises NotFound."""
    role = role_of(path)
    if role is None:
        raise NotFound("family_file")
    return role
