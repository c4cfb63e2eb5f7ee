"""The one set of routes to which the pages of channels belong."""

from core.web.locales import PUBLIC_LANGUAGES
from core.web.routes import Routes

routes = Routes("channels", __name__, languages=PUBLIC_LANGUAGES)
