"""How a page for everyone is made, and one with a secret in its address."""

from flask import make_response, render_template
from werkzeug.wrappers import Response

from core.programme.queries import programme
from core.public import doors
from core.public.promise import days_in_words
from core.work import Work

Page = str | tuple[str, int] | Response


def page_for_all(work: Work, template: str, status: int = 200, **values: object) -> Page:
    """A page of the public layout, with what every one of them says of the programme."""
    settings = programme(work)
    page = render_template(
        f"{template}.html",
        programme=settings,
        promise=days_in_words(settings.reaction_days),
        names=doors,
        **values,
    )
    return page, status


def secret(page: Page) -> Response:
    """A page with a secret in its address: no other site, cache or search engine hears of it."""
    response: Response = make_response(page)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response
