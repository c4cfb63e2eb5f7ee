"""The first start of a demo builds the families; every later one keeps what is there."""

import json
import os
import secrets
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from core.accounts.credentials import set_password
from core.accounts.passwords import Passwords
from core.console.console_access import add_operator
from core.demo.build import build_demo
from core.demo.plan import LICENSED, LOPIK, PLANS, ProgrammePlan
from core.work import Office

_NOTE = "demo.json"
OPERATOR = "stichting@voorbeeld.example"
Note = dict[str, Any]


def is_built(data: Path) -> bool:
    """Whether this folder holds a demo that was built to its end."""
    return (data / _NOTE).exists()


def build(office: Office, data: Path) -> None:
    """Build the demo, telling how far it is, and note the logins when it is whole."""
    password = secrets.token_urlsafe(9)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, transient=True) as progress:
        bar = progress.add_task("Inventing families", total=len(PLANS) + 2)

        def tell(plan: ProgrammePlan) -> None:
            progress.update(bar, advance=1, description=f"Inventing families in {plan.slug}")

        staff = build_demo(office, password=password, tell=tell)
    _add_operator(office, password)
    people = {slug: [asdict(person) for person in several] for slug, several in staff.items()}
    _keep(data / _NOTE, {"password": password, "staff": people})


def _add_operator(office: Office, password: str) -> None:
    with office.database.console() as session:
        login = add_operator(session, OPERATOR, "Anneke Voorbeeld")
        set_password(session, Passwords(office.settings), login.identity_id, password)


def _keep(path: Path, note: Note) -> None:
    unfinished = path.with_suffix(".new")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(note, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def logins(office: Office, data: Path) -> list[str]:
    """The lines that tell a visitor where to look and how to log in: one login per role."""
    note: Note = json.loads((data / _NOTE).read_text())
    address = office.settings.address
    base = office.settings.base_domain
    zaanstad = f"zaanstad.{base}"
    lines = [
        f"  Public doors   {address(zaanstad)}/",
        f"  Log in         {address(zaanstad)}/inloggen",
    ]
    lines += [f"    {person['role']:<12} {person['email']}" for person in note["staff"]["zaanstad"]]
    lines += [f"  Console login  {OPERATOR}"]
    lines += [f"  Password       {note['password']}  (all invented people)"]
    others = " ".join(plan.slug for plan in (*PLANS, LOPIK, LICENSED) if plan.slug != "zaanstad")
    return [
        *lines,
        f"  Also           {others}",
        f"                 at {address(f'<name>.{base}')}/",
    ]
