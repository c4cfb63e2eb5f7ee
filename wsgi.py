"""What gunicorn runs."""

from core.app import create_app
from core.logs import configure_logging
from core.settings import Settings

configure_logging()
app = create_app(Settings.from_env())
