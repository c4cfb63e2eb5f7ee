"""Pages."""

from typing import Any

from core.accounts.policy import CASEWORK
from core.web.routes import Routes
from core.work import Work

routes = Routes("referrals", __name__)


@routes.page("/aanmeldingen", CASEWORK)
def inbox(work: Work, **_ids: Any) -> str:
    """Page."""
    return "referrals.inbox"
