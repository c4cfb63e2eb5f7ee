"""The pages about suppliers, and the address at which they post."""

from core.web.routes import Routes

routes = Routes("suppliers", __name__)
api_routes = Routes("suppliers_api", __name__, for_programs=True)
