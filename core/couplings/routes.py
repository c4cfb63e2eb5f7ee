"""The routes of couplings, which the view modules of this folder fill."""

from core.web.routes import Routes

routes = Routes("couplings", "core.couplings.views")
