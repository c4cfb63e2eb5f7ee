"""Pages."""

from typing import Any

from core.accounts.policy import OPERATORS
from core.console.desk import ConsoleDesk
from core.web.routes import Routes

routes = Routes("console", __name__)


@routes.page("/gemeenten", OPERATORS)
def tenants(desk: ConsoleDesk, **_ids: Any) -> str:
    """Page."""
    return "console.tenants"


@routes.page("/landelijk", OPERATORS)
def national(desk: ConsoleDesk, **_ids: Any) -> str:
    """Page."""
    return "console.national"
