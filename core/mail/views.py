"""Pages."""

from typing import Any

from core.accounts.policy import MANAGEMENT
from core.web.routes import Routes
from core.work import Work

routes = Routes("mail", __name__)


@routes.page("/berichten", MANAGEMENT)
def messages(work: Work, **_ids: Any) -> str:
    """Page."""
    return "mail.messages"
