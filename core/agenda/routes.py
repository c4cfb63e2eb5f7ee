"""The routes of a member's calendar and of office hours."""

from core.web.routes import Routes

routes = Routes("agenda", __name__)
