"""Every page of hand-overs."""

from core.handovers import arrival_views, sending_views
from core.handovers.routes import routes

PAGES = (sending_views, arrival_views)

__all__ = ["PAGES", "routes"]
