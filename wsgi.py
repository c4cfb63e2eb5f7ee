"""What gunicorn runs."""

from core.app import create_app
from core.settings import Settings

app = create_app(Settings.from_env())
