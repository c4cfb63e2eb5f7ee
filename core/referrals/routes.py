"""The routes of the inbox, filled by the view modules of this folder."""

from core.web.routes import Routes

routes = Routes("referrals", __name__)
