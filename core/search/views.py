"""The page of the search, and the lines that come while somebody types."""

from flask import render_template, request

from core.accounts.policy import CASEWORK
from core.search.queries import search, suggest
from core.search.words import Words
from core.web.routes import Routes
from core.work import Work

routes = Routes("search", __name__)


@routes.page("/zoeken", CASEWORK)
def show(work: Work) -> str:
    """One field for everything, and what fits below it."""
    words = Words.from_text(request.args.get("q", ""))
    return render_template("search/show.html", search_words=words, groups=search(work, words))


@routes.page("/zoeken/suggesties", CASEWORK)
def suggestions(work: Work) -> str:
    """The lines below the field; a piece of a page."""
    words = Words.from_text(request.args.get("q", ""))
    return render_template(
        "search/suggestions.html", search_words=words, groups=suggest(work, words)
    )
