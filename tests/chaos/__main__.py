"""`python -m tests.chaos [words of a scenario's name]`: play, count, and say what was lost."""

import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

import click

from tests.chaos.asking import Asker
from tests.chaos.counting import SLUG, kept_names
from tests.chaos.disk import SmallDisk, small_disk
from tests.chaos.installation import Installation
from tests.chaos.ledger import Ledger, Page
from tests.chaos.load import Load, address_of
from tests.chaos.postbox import Postbox
from tests.chaos.scenarios import SCENARIOS, Scenario
from tests.chaos.stage import ADMIN, BACK_WITHIN, PASSWORD, Skipped, Stage, Told, wait_for
from tests.chaos.table import Line, shown
from tests.processes import kill_server

MAIL_PATIENCE = 180.0
"""A mail that a killed worker had in hand comes back after 45 seconds to two minutes."""
_INVITATION = re.compile(r"/uitnodiging/[\w-]+")


def main(words: list[str]) -> int:
    """Play what was asked for, all of it without words; the exit code."""
    chosen = [one for one in SCENARIOS if all(word in one.name for word in words)]
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    folder.chmod(0o711)
    began = time.monotonic()
    try:
        lines = _play_in(folder, chosen)
    finally:
        kill_server(folder)
        shutil.rmtree(folder, ignore_errors=True)
    for line in shown(lines):
        click.echo(line)
    faults = [f"{line.scenario}: {fault}" for line in lines for fault in line.faults]
    for fault in faults:
        click.echo(f"FAULT  {fault}")
    lost = sum(line.lost for line in lines)
    busy = f"load {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores"
    click.echo(f"in {time.monotonic() - began:.0f} seconds; {busy}")
    click.echo(f"{lost} lost")
    return 1 if lost or faults else 0


def _play_in(folder: Path, chosen: list[Scenario]) -> list[Line]:
    place = folder / "disk"
    place.mkdir()
    postbox, ledger = Postbox(), Ledger(folder / "ledger")
    postbox.open()
    with small_disk(place) as disk:
        installation = Installation(
            place / "data", TRUSTED_PROXIES="1", SMTP_URL=postbox.url, LOG_LEVEL="WARNING"
        )
        installation.log = folder / "log"
        try:
            stage = _set(installation, postbox, ledger, disk)
            return _played(stage, chosen)
        finally:
            installation.stop()
            kill_server(installation.data)
            postbox.close()
            ledger.close()


def _set(
    installation: Installation, postbox: Postbox, ledger: Ledger, disk: SmallDisk | None
) -> Stage:
    """A tenant with an admin who is logged in, by the link in a mail."""
    click.echo("Starting ...")
    installation.start()
    installation.command(
        "tenant", "create", "Rhenen", "--slug", SLUG, "--inhabitants", "20000",
        "--inhabitants-on", "2026-01-01", "--source", "CBS", "--admin", ADMIN,
        "--admin-name", "Ada Beheer",
    )  # fmt: skip
    wait_for(lambda: ADMIN in postbox.letters, 60)
    body = postbox.letters[ADMIN].get_payload(0)
    link = _INVITATION.search(body.get_payload(decode=True).decode())  # type: ignore[union-attr]
    assert link, "the invitation has no link"
    admin = Asker(installation.port)
    told = {"name": "Ada Beheer", "password": PASSWORD, "again": PASSWORD}
    done = admin.fill_in(link[0], told)
    assert done.status in (302, 303), f"the admin cannot come in: {done.status}"
    load = Load(installation.port, ledger)
    return Stage(installation, postbox, ledger, load, disk, admin)


def _played(stage: Stage, chosen: list[Scenario]) -> list[Line]:
    found: list[tuple[Scenario, Page, Told | Skipped]] = []
    for scenario in chosen:
        click.echo(f"{scenario.name} ...")
        page = stage.ledger.open_page(scenario.name)
        try:
            found.append((scenario, page, scenario.play(stage, page)))
        except Skipped as skipped:
            click.echo(f"  skipped: {skipped}")
            found.append((scenario, page, skipped))
    click.echo("waiting for the last mails ...")
    everybody = {address_of(name) for page in stage.ledger.pages for name in page.acknowledged}
    wait_for(lambda: everybody <= set(stage.postbox.taken), MAIL_PATIENCE)
    kept = kept_names(stage.installation.data)
    return [_line(stage, kept, *one) for one in found]


def _line(
    stage: Stage, kept: set[str], scenario: Scenario, page: Page, told: Told | Skipped
) -> Line:
    if isinstance(told, Skipped):
        return Line(scenario.name, skipped=str(told))
    there = [name for name in page.acknowledged if name in kept]
    mails = [stage.postbox.taken[address_of(name)] for name in there]
    faults = [*told.faults, *(f"an error without clear words: {said}" for said in page.unclear[:3])]
    if told.back_after is None or told.back_after > BACK_WITHIN:
        faults.append(f"not back within {BACK_WITHIN:.0f} seconds")
    if scenario.exactly_once and any(count > 1 for count in mails):
        faults.append("a mail was sent twice")
    if not page.acknowledged:
        faults.append("nothing was acknowledged, so nothing was tried")
    return Line(
        scenario.name,
        acknowledged=len(page.acknowledged),
        found=len(there),
        mails=sum(1 for count in mails if count),
        twice=sum(1 for count in mails if count > 1),
        back_after=told.back_after,
        errors=dict(page.errors),
        faults=tuple(faults),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
