"""Pages."""

from typing import Any

from core.accounts.policy import CASEWORK
from core.web.routes import Routes
from core.work import Work

routes = Routes("families", __name__)


@routes.page("/gezinnen", CASEWORK)
def list_families(work: Work, **_ids: Any) -> str:
    """Page."""
    return "families.list_families"


@routes.page("/gezinnen/<uuid:family_id>", CASEWORK)
def show(work: Work, **_ids: Any) -> str:
    """Page."""
    return "families.show"


@routes.form("/gezinnen/<uuid:family_id>/reden", CASEWORK)
def give_reason(work: Work, **_ids: Any) -> str:
    """Page."""
    return "families.give_reason"
