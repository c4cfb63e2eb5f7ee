"""Pages."""

from typing import Any

from core.accounts.policy import MANAGEMENT, MEMBERS, PUBLIC
from core.web.routes import Routes
from core.work import Work

routes = Routes("accounts", __name__)


@routes.form("/inloggen", PUBLIC)
def log_in(work: Work, **_ids: Any) -> str:
    """Page."""
    return "accounts.log_in"


@routes.action("/uitloggen", PUBLIC)
def log_out(work: Work, **_ids: Any) -> str:
    """Page."""
    return "accounts.log_out"


@routes.page("/start", MEMBERS)
def start(work: Work, **_ids: Any) -> str:
    """Page."""
    return "accounts.start"


@routes.page("/medewerkers", MANAGEMENT)
def people(work: Work, **_ids: Any) -> str:
    """Page."""
    return "accounts.people"
