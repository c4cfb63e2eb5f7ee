"""My gemeenten side by side, and the way from one to another."""

from flask import g, redirect, render_template, request, url_for

from core.accounts.doors import give_token, login_token
from core.accounts.hops import arrive, drop_hop, find_hop, give_hop
from core.accounts.policy import MEMBERS, PUBLIC
from core.accounts.queries import membership_of
from core.accounts.roles import ROLE_LABELS
from core.accounts.sessions import close_session, logged_in_at
from core.accounts.workplaces import workplaces_of
from core.errors import NotFound
from core.overview.queries import ORDERS, side_by_side
from core.overview.words import LATE_WORDS, PHASE_WORDS
from core.web.refusals import Answer, to
from core.web.routes import Routes, office
from core.work import Actor, Work

routes = Routes("overview", __name__)


@routes.page("/mijn-gemeenten", MEMBERS)
def show(work: Work) -> str:
    """Every tenant that the reader works in, with counts as the reader may see them there."""
    order = request.args.get("volgorde", "naam")
    return render_template(
        "overview/show.html",
        rows=side_by_side(office(), work, g.account.identity_id, order),
        order=order if order in ORDERS else "naam",
        orders=ORDERS,
        roles=ROLE_LABELS,
        phase_words=PHASE_WORDS,
        late_words=LATE_WORDS,
        today=work.today,
    )


@routes.page("/mijn-gemeenten/<slug>", MEMBERS)
def go(work: Work, slug: str) -> Answer:
    """Lead the reader to another tenant's own host, with a way in that works once."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return to("overview.show")  # a link on another site makes no way in
    found = [one for one in workplaces_of(work, g.account.identity_id) if one.slug == slug]
    if not found or not found[0].is_open:
        raise NotFound("tenant")
    tenant, since = found[0], logged_in_at(work, login_token())
    if tenant.id == work.tenant.id or since is None:
        return to("accounts.start")
    with office().beside(tenant) as there:
        member = membership_of(there, g.account.identity_id)
        if member is None:
            raise NotFound("tenant")
        there.actor = Actor("member", member.id, member.name, member.role)
        onward = there.address(f"/overstap/{give_hop(there, member.id, since)}")
    work.record("hop.taken", "membership", g.account.membership_id, tenant.slug)
    return redirect(onward, 303)


@routes.form("/overstap/<token>", PUBLIC)
def come_in(work: Work, token: str) -> Answer:
    """Ask whoever comes from another tenant to go on here; only that logs in."""
    arrival = find_hop(work, token)
    if arrival is None:
        return render_template("overview/over.html"), 410
    if g.account and g.account.identity_id == arrival.identity_id:
        drop_hop(work, token)
        return to("accounts.start")
    if request.method == "GET":
        return render_template("overview/come_in.html", arrival=arrival)
    close_session(work, login_token())
    return give_token(redirect(url_for("accounts.start"), 303), arrive(work, token))
