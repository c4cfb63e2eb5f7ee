"""Pages."""

from typing import Any

from core.accounts.policy import FIGURES
from core.web.routes import Routes
from core.work import Work

routes = Routes("figures", __name__)


@routes.page("/cijfers", FIGURES)
def show(work: Work, **_ids: Any) -> str:
    """Page."""
    return "figures.show"
