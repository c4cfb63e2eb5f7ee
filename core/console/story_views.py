"""The stories of all programmes at the console."""

from flask import render_template

from core.accounts.policy import OPERATORS
from core.console.desk import ConsoleDesk
from core.console.routes import routes
from core.console.stories import shared_stories


@routes.page("/landelijk/verhalen", OPERATORS)
def stories(desk: ConsoleDesk) -> str:
    """Everything that both families let be shared."""
    return render_template("console/stories.html", stories=shared_stories(desk))
