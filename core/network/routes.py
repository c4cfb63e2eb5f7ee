"""The one set of routes to which the views of the network add theirs."""

from core.web.routes import Routes

routes = Routes("network", __name__)
