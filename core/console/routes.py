"""The routes of the console, for the pages that are spread over several files."""

from core.web.routes import Routes

routes = Routes("console", __name__)
