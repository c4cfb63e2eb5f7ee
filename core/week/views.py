"""Pages."""

from typing import Any

from core.accounts.policy import CASEWORK
from core.web.routes import Routes
from core.work import Work

routes = Routes("week", __name__)


@routes.page("/week", CASEWORK)
def show(work: Work, **_ids: Any) -> str:
    """Page."""
    return "week.show"
