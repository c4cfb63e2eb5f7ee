"""Pages."""

from typing import Any

from core.accounts.policy import CASEWORK
from core.web.routes import Routes
from core.work import Work

routes = Routes("matching", __name__)


@routes.page("/matching", CASEWORK)
def overview(work: Work, **_ids: Any) -> str:
    """Page."""
    return "matching.overview"


@routes.page("/matching/<uuid:request_id>", CASEWORK)
def candidates(work: Work, **_ids: Any) -> str:
    """Page."""
    return "matching.candidates"
