"""The pages of a programme's settings, under one name."""

from core.web.routes import Routes

routes = Routes("programme", __name__)
