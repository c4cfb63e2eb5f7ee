"""`buurtgezinnen audit`: does the logbook hold, and where does it end."""

import click

from core.commands.office import commanded, tenants_of
from core.work import Office
from tenants import audit as logbook
from tenants.audit import AuditHead
from tenants.context import TenantContext
from tenants.keys import CannotOpen
from tenants.provisioning import CannotProvision, open_vault


@click.group()
def audit() -> None:
    """The logbook of each tenant."""


@audit.command()
@click.option("--tenant", "slug", help="One tenant; all of them when left out.")
@click.option("--anchor", help="A head kept elsewhere, as `audit head` prints it: seq:mac.")
@click.pass_context
def verify(context: click.Context, slug: str | None, anchor: str | None) -> None:
    """Walk the chain of every logbook; name the first entry that does not hold, and why."""
    if anchor and not slug:
        raise click.UsageError("--anchor belongs to one tenant: give --tenant too")
    kept = read_anchor(anchor) if anchor else None
    with commanded() as office:
        broken = [
            fault for tenant in tenants_of(office, slug) if (fault := _check(office, tenant, kept))
        ]
        for line in broken:
            click.echo(line, err=True)
    if broken:
        context.exit(1)


def _check(office: Office, tenant: TenantContext, anchor: AuditHead | None) -> str | None:
    with office.database.transaction(tenant.id) as session:
        head = logbook.head(session)
        if head is None:
            return f"{tenant.slug}: entry 1 does not hold: the logbook is empty"
        try:
            vault = open_vault(session, office.settings.master_key)
        except (CannotOpen, CannotProvision) as problem:
            return f"{tenant.slug}: entry 1 cannot be checked: {problem}"
        fault = logbook.verify(session, vault, anchor)
    if fault:
        return f"{tenant.slug}: entry {fault.seq} does not hold: {fault.reason}"
    click.echo(f"{tenant.slug}: all {head.seq} entries hold")
    return None


@audit.command()
@click.option("--tenant", "slug", help="One tenant; all of them when left out.")
def head(slug: str | None) -> None:
    """Print the last entry of each logbook as seq:mac; kept elsewhere it shows a cut tail."""
    with commanded() as office:
        for tenant in tenants_of(office, slug):
            with office.database.transaction(tenant.id) as session:
                last = logbook.head(session)
            if last:
                click.echo(f"{tenant.slug} {last.seq}:{last.mac.hex()}")


def read_anchor(text: str) -> AuditHead:
    """Read "12:ab34…"; raises UsageError."""
    seq, _colon, mac = text.partition(":")
    try:
        if not mac:
            raise ValueError("no mac")
        return AuditHead(int(seq), bytes.fromhex(mac))
    except ValueError as wrong:
        raise click.UsageError(f"{text!r} is no anchor: it looks like 12:ab34…") from wrong
