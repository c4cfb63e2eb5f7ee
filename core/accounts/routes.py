"""The pages of accounts, under one name."""

from core.web.routes import Routes

routes = Routes("accounts", __name__)
