"""Pages."""

from typing import Any

from core.accounts.policy import CASEWORK
from core.web.routes import Routes
from core.work import Work

routes = Routes("safety", __name__)


@routes.form("/gezinnen/<uuid:family_id>/veiligheid", CASEWORK)
def check(work: Work, **_ids: Any) -> str:
    """Page."""
    return "safety.check"
