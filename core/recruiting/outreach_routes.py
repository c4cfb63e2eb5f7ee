"""The pages with which a profile is spread; see `outreach_views` and `mail_views`."""

from core.web.routes import Routes

routes = Routes("outreach", __name__)
