"""Pages."""

from typing import Any

from core.accounts.policy import CASEWORK
from core.web.routes import Routes
from core.work import Work

routes = Routes("evaluations", __name__)


@routes.form("/evaluaties/<uuid:evaluation_id>", CASEWORK)
def show(work: Work, **_ids: Any) -> str:
    """Page."""
    return "evaluations.show"
