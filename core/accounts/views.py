"""Every page of accounts."""

from core.accounts import invitation_views, login_views, password_views, people_views
from core.accounts.routes import routes

PAGES = (login_views, password_views, invitation_views, people_views)

__all__ = ["PAGES", "routes"]
