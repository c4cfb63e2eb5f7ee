"""The search profiles as everyone meets them: pages, short links, paper, a picture."""

from flask import current_app, make_response, request, url_for
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from core.accounts.policy import PUBLIC
from core.errors import NotFound
from core.public.pages import Page, page_for_all, secret
from core.recruiting.answering import channel_of
from core.recruiting.material import paper_of, picture_of
from core.recruiting.poster import Paper
from core.recruiting.publishing import PublicProfile, open_profiles, published
from core.recruiting.seen import note_seen
from core.recruiting.share_image import MEDIA_TYPE
from core.recruiting.stopping import recipient_of, stop
from core.web.locales import PUBLIC_LANGUAGES
from core.web.refusals import to
from core.web.routes import Routes
from core.web.throttle import WINDOW_SECONDS, Throttle
from core.work import Work

routes = Routes("search_profiles", __name__, languages=PUBLIC_LANGUAGES)

MOST_PAPERS = 120
"""An hour, to one network: paper and pictures take the most time of all that anyone may ask."""
_COUNTER = "profile_paper_throttle"
_AN_HOUR = "public, max-age=3600"


@routes.page("/zoekprofielen", PUBLIC)
def list_profiles(work: Work) -> Page:
    """Show every profile that is open now."""
    return page_for_all(work, "outside/profiles", profiles=open_profiles(work))


@routes.page("/zoekprofielen/<code>", PUBLIC)
def show(work: Work, code: str) -> Page:
    """Show one profile; a channel's code goes along to the sign-up."""
    profile = _found(work, code)
    if profile is None:
        return _over(work)
    return page_for_all(
        work, "outside/profile", profile=profile, code=code,
        picture=work.address(url_for("search_profiles.picture", code=profile.code)),
        address=work.address(url_for("search_profiles.show", code=code)),
    )  # fmt: skip


@routes.page("/k/<code>", PUBLIC)
def short(work: Work, code: str) -> Page:
    """The short link of a channel: count it, and lead to the page."""
    profile = _found(work, code)
    if profile is None:
        return _over(work)
    note_seen(work, channel_of(work, code))
    return to("search_profiles.show", code=code)


@routes.page("/zoekprofielen/<code>/<any(poster, flyer):paper>.pdf", PUBLIC)
def paper(work: Work, code: str, paper: str) -> Page:
    """The poster or flyer with the link of this code, to print."""
    profile = _found(work, code)
    if profile is None:
        return _over(work)
    _slow_down(work)
    kind = Paper(paper)
    return _sent(paper_of(work, profile, code, kind), "application/pdf", f"{kind}-{code}.pdf")


@routes.page("/zoekprofielen/<code>/beeld.png", PUBLIC)
def picture(work: Work, code: str) -> Page:
    """The picture that others see when the page is shared."""
    profile = _found(work, code)
    if profile is None:
        return _over(work)
    _slow_down(work)
    return _sent(picture_of(work, profile), MEDIA_TYPE, f"zoekprofiel-{code}.png")


@routes.form("/geen-zoekprofielen/<reference>", PUBLIC)
def no_more(work: Work, reference: str) -> Page:
    """Somebody of the network wants no more mails; only a button stops them, as programs look in.

    The answer to the button leads back here, where it says so.
    """
    if request.method == "POST":
        stop(work, reference)
        return to("search_profiles.no_more", reference=reference)
    stopped_on = recipient_of(work, reference).stopped_on
    return secret(page_for_all(work, "outside/no_more", stopped_on=stopped_on))


def _found(work: Work, code: str) -> PublicProfile | None:
    try:
        return published(work, code)
    except NotFound:
        return None


def _over(work: Work) -> Page:
    """The same for what is over, what is another tenant's and what never was."""
    return page_for_all(work, "outside/over", 410)


def _sent(content: bytes, media_type: str, name: str) -> Response:
    response = make_response(content)
    response.mimetype = media_type
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = _AN_HOUR
    return response


def _slow_down(work: Work) -> None:
    counter: Throttle = current_app.extensions.setdefault(_COUNTER, Throttle(MOST_PAPERS))
    if not counter.admit(work.tenant.id, request.remote_addr):
        raise TooManyRequests(retry_after=WINDOW_SECONDS // 4)
