"""The pages of hand-overs, under one name."""

from core.web.routes import Routes

routes = Routes("handovers", __name__)
