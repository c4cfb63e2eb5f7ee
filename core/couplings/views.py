"""Pages."""

from typing import Any

from core.accounts.policy import CASEWORK
from core.web.routes import Routes
from core.work import Work

routes = Routes("couplings", __name__)


@routes.page("/koppelingen", CASEWORK)
def list_couplings(work: Work, **_ids: Any) -> str:
    """Page."""
    return "couplings.list_couplings"


@routes.page("/koppelingen/<uuid:coupling_id>", CASEWORK)
def show(work: Work, **_ids: Any) -> str:
    """Page."""
    return "couplings.show"
