"""The console's logbook: what operators did, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from core.accounts.models import Identity, Operator
from core.calendar.clock import AMSTERDAM
from core.console.desk import ConsoleDesk
from core.wording import Text, _, _l
from tenants.console_log import ConsoleAct, note_act
from tenants.models import ConsoleEvent, Organisation

PAGE_SIZE = 25
ACTIONS: Mapping[str, Text] = {
    "organisation.added": _l("Organisatie toegevoegd"),
    "organisation.changed": _l("Organisatie gewijzigd"),
    "licence.granted": _l("Licentie verleend"),
    "licence.changed": _l("Licentie gewijzigd"),
    "licence.ended": _l("Licentie beëindigd"),
    "tenant.created": _l("Programma gemaakt"),
    "tenant.moved": _l("Programma naar een andere organisatie"),
    "plugin.allowed": _l("Plugin toegestaan"),
    "plugin.limited": _l("Plugin alleen voor enkele programma’s"),
    "operator.began": _l("Toegang tot de console"),
    "document.added": _l("Document van de methode toegevoegd"),
    "document.changed": _l("Document van de methode gewijzigd"),
    "document.withdrawn": _l("Document van de methode ingetrokken"),
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One act, as it is shown."""

    at: datetime
    action: Text
    who: str
    organisation: str
    detail: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the logbook, newest first."""

    lines: tuple[LogLine, ...]
    page: int
    pages: int


def act(
    desk: ConsoleDesk,
    action: str,
    subject_kind: str,
    subject: UUID | str,
    organisation_id: UUID | None = None,
    detail: str = "",
) -> ConsoleAct:
    """What this operator does now; to be noted in the transaction of the act itself."""
    who = desk.operator.identity_id if desk.operator else None
    return ConsoleAct(who, action, subject_kind, str(subject), organisation_id, detail)


def note(
    desk: ConsoleDesk,
    action: str,
    subject_kind: str,
    subject: UUID | str,
    organisation_id: UUID | None = None,
    detail: str = "",
) -> None:
    """Add a line about what is done in this request."""
    note_act(desk.session, act(desk, action, subject_kind, subject, organisation_id, detail))


def log_page(desk: ConsoleDesk, page: int) -> LogPage:
    """What was done at the console, as far as this operator may know: three queries."""
    scope = desk.scope
    mine = [] if scope is None else [ConsoleEvent.organisation_id == scope]
    found = desk.session.scalar(select(func.count(ConsoleEvent.id)).where(*mine)) or 0
    pages = max(1, -(-found // PAGE_SIZE))
    page = min(max(page, 1), pages)
    rows = desk.session.execute(
        select(
            ConsoleEvent.at, ConsoleEvent.action, ConsoleEvent.operator_id, ConsoleEvent.detail,
            Organisation.name.label("organisation"), Identity.name.label("who"),
            Operator.organisation_id.label("whose"),
        )
        .outerjoin(Organisation, Organisation.id == ConsoleEvent.organisation_id)
        .outerjoin(Identity, Identity.id == ConsoleEvent.operator_id)
        .outerjoin(Operator, Operator.identity_id == ConsoleEvent.operator_id)
        .where(*mine)
        .order_by(ConsoleEvent.at.desc(), ConsoleEvent.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )  # fmt: skip
    lines = tuple(
        LogLine(
            row.at.astimezone(AMSTERDAM),
            ACTIONS.get(row.action, row.action),
            _who(row.operator_id, row.who, is_known=scope is None or row.whose == scope),
            row.organisation or "",
            row.detail,
        )
        for row in rows
    )
    return LogPage(lines, page, pages)


def _who(operator_id: UUID | None, name: str | None, *, is_known: bool) -> str:
    """A licence holder's operator reads no names of the Stichting's."""
    if operator_id is None:
        return _("met een commando")
    return (name or _("iemand die er niet meer is")) if is_known else _("de Stichting")
