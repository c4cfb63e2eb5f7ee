"""Pages."""

from typing import Any

from core.accounts.policy import CASEWORK
from core.web.routes import Routes
from core.work import Work

routes = Routes("intake", __name__)


@routes.form("/gezinnen/<uuid:family_id>/intake", CASEWORK)
def asking(work: Work, **_ids: Any) -> str:
    """Page."""
    return "intake.asking"
