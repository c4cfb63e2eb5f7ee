"""The routes of this capability."""

from core.web.routes import Routes

routes = Routes("duplicates", __name__)
