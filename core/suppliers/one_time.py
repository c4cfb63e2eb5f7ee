"""A hand-over for an organisation without a system: a link by mail, a code by phone, fetched once.

What is fetched is what the coordinator saw before, kept sealed until then. Neither the link nor
the mail says of whom it is, and neither is of use without the code.
"""

import hmac
import secrets
from datetime import date, timedelta
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import func, select

from core.extension.suppliers import Outcome, Receipt, SupplierIntegration
from core.jobs.tasks import tenant_task
from core.mail.services import send_mail
from core.plugins.running import Active
from core.suppliers.consents import still_says_yes
from core.suppliers.models import ChangeState, SupplierChange, SupplierLink
from core.suppliers.outbox import end_links, held, keep_receipt, stop
from core.suppliers.package_pdf import Package, package_pdf
from core.suppliers.queries import lines_of, supplier_label
from core.web.formats import long_date
from core.wording import _, in_dutch
from core.work import Work
from tenants.ids import new_id

HOLDS = timedelta(days=14)
DIGITS = 8
PATH = "/ophalen/"


class LinkIsOver(Exception):
    """The link was ours: it was used, withdrawn, replaced, or its time is over."""


class WrongCode(Exception):
    """The link is good, the code is not."""


def recipient_of(active: Active, supplier: SupplierIntegration) -> str:
    """The mail address of an organisation without a system; "" when it has one."""
    return str(supplier.mailed_to(active.options) or "") if supplier.mailed_to else ""


def give_link(work: Work, change_id: UUID, recipient: str) -> UUID:
    """Make a link to a message and mail it; one from before works no more. Returns the link.

    Whoever calls looked whether the message may go; the code is shown to the coordinator only.
    """
    row = held(work, change_id)
    if row is None:
        raise LinkIsOver
    end_links(work, change_id)
    row.state, row.done_on = ChangeState.READY, None
    link = SupplierLink(id=new_id(), change_id=change_id, made_by=work.actor.id)
    link.made_on, link.expires_on = work.today, work.today + HOLDS
    link.recipient = work.vault.seal(SupplierLink.recipient, link.id, recipient)
    link.code = work.vault.seal(SupplierLink.code, link.id, _new_code())
    work.add(link)
    work.record("supplier.link_made", "family", row.family_id, row.supplier)
    _mail(work, recipient, link)
    return link.id


def _new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


@in_dutch()
def _mail(work: Work, recipient: str, link: SupplierLink) -> None:
    subject = _("Er staat een overdracht voor u klaar, Buurtgezinnen %(name)s",
                name=work.tenant.name)  # fmt: skip
    body = _(
        "De coördinator van Buurtgezinnen %(name)s wil een gezin aan u overdragen. Het gezin "
        "vindt dat goed.\n\nHaal de overdracht op met deze link:\n%(link)s\n\nU heeft er een "
        "code van 8 cijfers bij nodig. Die krijgt u van de coördinator, aan de telefoon of in een "
        "gesprek. De link werkt één keer, tot en met %(day)s.\n\nVerwachtte u dit niet? Doe dan "
        "niets.",
        name=work.tenant.name,
        link=work.address(PATH + reference_of(work, link.id)),
        day=long_date(link.expires_on),
    )
    send_mail(work, "supplier.link", recipient, subject, body)


def reference_of(work: Work, link_id: UUID) -> str:
    """The name of a link in its address: an id and nothing else, of use in one tenant only."""
    return _serializer(work).dumps(link_id.hex)


def _serializer(work: Work) -> URLSafeSerializer:
    return URLSafeSerializer(work.settings.secret_key, salt=f"supplier link {work.tenant.id}")


def read_reference(work: Work, reference: str) -> UUID | None:
    """The link of an address; None when it is not ours, or its family was erased."""
    try:
        link_id = UUID(_serializer(work).loads(reference))
    except (BadSignature, ValueError):
        return None
    return work.session.scalar(select(SupplierLink.id).where(SupplierLink.id == link_id))


def look(work: Work, link_id: UUID) -> date:
    """Until when a link works; raises LinkIsOver."""
    return _open_one(work, link_id)[0].expires_on


def _open_one(work: Work, link_id: UUID) -> tuple[SupplierLink, SupplierChange]:
    """A link that works today with its message, both held until the commit."""
    change_id = work.session.scalar(
        select(SupplierLink.change_id).where(SupplierLink.id == link_id)
    )
    row = held(work, change_id) if change_id else None
    # The message is the lock: of two who fetch, the second reads that the first did.
    again = select(SupplierLink).where(SupplierLink.id == link_id)
    link = work.session.scalar(again.execution_options(populate_existing=True))
    if row is None or link is None or row.state != ChangeState.READY:
        raise LinkIsOver
    if link.ended_on or link.code is None or work.today > link.expires_on:
        raise LinkIsOver
    if row.shown is None or not still_says_yes(work, row):
        raise LinkIsOver
    return link, row


def fetch(work: Work, link_id: UUID, code: str) -> bytes:
    """The hand-over as a PDF, once; its receipt is on the family's file.

    Guesses are counted by who calls, before. Raises LinkIsOver or WrongCode.
    """
    link, row = _open_one(work, link_id)
    if not _is_code(work, link, code):
        raise WrongCode
    with in_dutch():
        content = package_pdf(_package(work, row))
        told = _("Opgehaald met de link en de code.")
        keep_receipt(work, row, Receipt(Outcome.DONE, told=told))
    end_links(work, row.id)
    link.fetched_at = func.clock_timestamp()
    return content


def _is_code(work: Work, link: SupplierLink, code: str) -> bool:
    known = work.vault.open(SupplierLink.code, link.id, link.code)
    given = "".join(one for one in code if one.isdecimal() and one.isascii())
    return hmac.compare_digest(known.encode(), given.encode())


def _package(work: Work, row: SupplierChange) -> Package:
    return Package(
        work.tenant.name, str(supplier_label(work, row.supplier)), row.on_date, lines_of(work, row)
    )


@tenant_task("expire_supplier_links", nightly=True)
def expire(work: Work) -> None:
    """Erase what nobody fetched in time; pages ask for the day themselves."""
    late = select(SupplierLink.change_id).where(
        SupplierLink.ended_on.is_(None), SupplierLink.expires_on < work.today
    )
    for change_id in list(work.session.scalars(late)):
        row = held(work, change_id)
        if row is None or row.state != ChangeState.READY:
            continue
        stop(work, row)
        with in_dutch():
            told = _("Niet opgehaald binnen 14 dagen. Wat klaarstond is gewist.")
        row.told = work.vault.seal(SupplierChange.told, row.id, told)
