"""The pages of accounting: one blueprint for reports, funders and stories."""

from core.web.routes import Routes

routes = Routes("funding", __name__)
