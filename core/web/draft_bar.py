"""What the form macro shows of drafts: those that wait, and a form that is filled with one.

`draft_of(form, action)` in a template gives a `FormDraft`, or None for a form without drafts: of
nobody in particular, with a password, or that says `draft=false`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Flask, current_app, g, request, url_for
from werkzeug.exceptions import HTTPException

from core.drafts.services import DraftLine, content_of, drafts_of
from core.drafts.tickets import FIELD, Ticket, new_page, read_ticket, write_ticket
from core.web.drafting import RESTORE, in_words, with_draft
from core.web.forms import Form
from core.web.paths import came_from
from core.web.routes import POLICIES


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that can be put back; `restore_url` is "" where its page cannot be opened again."""

    when: str
    restore_url: str
    drop_url: str


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What a form needs to be kept, and what was kept of it before."""

    ticket: str
    save_url: str
    field: str
    waiting: tuple[Waiting, ...]
    restored: Waiting | None
    has_files: bool


def draft_of(form: Form | Sequence[Form], action: str = "") -> FormDraft | None:
    """The drafts of a form; fills it when the address asks for one."""
    forms = [form] if isinstance(form, Form) else list(form)
    if g.get("account") is None or g.get("work") is None or not forms or _has_secrets(forms):
        return None
    key = _key(forms, action)
    if key is None or not key.is_short_enough:
        return None
    mine = [one for one in _all_drafts() if (one.form, one.subject) == (key.form, key.subject)]
    submitted = any(one.submitted for one in forms)
    chosen = None if submitted else _chosen(mine)
    if chosen:
        _fill(forms, content_of(g.work, chosen.id))
    page = chosen.page if chosen else _page_of(key)
    ticket = Ticket(key.membership_id, key.form, key.subject, page)
    waiting = () if submitted or chosen else tuple(_waiting(one) for one in mine)
    return FormDraft(
        ticket=write_ticket(g.work, ticket),
        save_url=url_for("drafts.save"),
        field=FIELD,
        waiting=waiting,
        restored=_waiting(chosen) if chosen else None,
        has_files=any(one.takes_files for one in forms),
    )


def _has_secrets(forms: Sequence[Form]) -> bool:
    specs = [spec for form in forms for spec in form.schema.specs.values()]
    return any(spec.input_type == "password" for spec in specs)


def _key(forms: Sequence[Form], action: str) -> Ticket | None:
    """Which form about what: the route that takes it, and the ids in its address."""
    endpoint, values = request.endpoint, dict(request.view_args or {})
    if action:
        adapter = current_app.create_url_adapter(request)
        if adapter is None:
            return None
        try:
            endpoint, found = adapter.match(action.partition("?")[0], method="POST")
            values = dict(found)
        except HTTPException:
            return None
    policy = current_app.extensions[POLICIES].get(endpoint)
    if policy is None or not policy.needs_login:
        return None
    subject = "/".join(str(value) for _name, value in sorted(values.items()))
    form = f"{endpoint}:{forms[0].prefix}" if forms[0].prefix else str(endpoint)
    return Ticket(g.account.membership_id, form, subject, "")


def _all_drafts() -> tuple[DraftLine, ...]:
    """This member's drafts, read once for a page."""
    if "drafts" not in g:
        g.drafts = drafts_of(g.work, g.account.membership_id)
    found: tuple[DraftLine, ...] = g.drafts
    return found


def _chosen(mine: Sequence[DraftLine]) -> DraftLine | None:
    asked = request.args.get(RESTORE, type=UUID)
    return next((one for one in mine if one.id == asked), None)


def _page_of(key: Ticket) -> str:
    """A page of its own; a form that came back with errors is still the same page."""
    posted = request.form.get(FIELD) if request.method == "POST" else None
    sent = read_ticket(g.work, posted) if posted else None
    if sent and (sent.form, sent.subject) == (key.form, key.subject):
        return sent.page
    return new_page()


def _fill(forms: Sequence[Form], answers: dict[str, list[str]]) -> None:
    for form in forms:
        form.restore(answers)


def _waiting(draft: DraftLine) -> Waiting:
    here = _page_address()
    return Waiting(
        in_words(draft.saved_at),
        with_draft(here, draft.id) if here else "",
        url_for("drafts.drop", draft_id=draft.id),
    )


def _page_address() -> str:
    """Where this page opens: a form may be sent to an address that only takes it."""
    if request.method == "GET":
        return request.full_path
    return next((path for path in (request.path, came_from() or "") if _opens(path)), "")


def _opens(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        return False
    try:
        adapter.match(path.partition("?")[0], method="GET")
    except HTTPException:
        return False
    return True


def register(app: Flask) -> None:
    """Give the form macro its drafts, and templates the words for a moment."""
    app.jinja_env.globals["draft_of"] = draft_of
    app.add_template_filter(in_words, "moment")
