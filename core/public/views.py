"""Pages."""

from typing import Any

from core.accounts.policy import PUBLIC
from core.web.routes import Routes
from core.work import Work

routes = Routes("public", __name__)


@routes.page("/", PUBLIC)
def home(work: Work, **_ids: Any) -> str:
    """Page."""
    return "public.home"


@routes.form("/ik-zoek-steun", PUBLIC)
def ask(work: Work, **_ids: Any) -> str:
    """Page."""
    return "public.ask"


@routes.form("/ik-wil-steun-geven", PUBLIC)
def offer(work: Work, **_ids: Any) -> str:
    """Page."""
    return "public.offer"


@routes.form("/een-gezin-aanmelden", PUBLIC)
def refer(work: Work, **_ids: Any) -> str:
    """Page."""
    return "public.refer"
