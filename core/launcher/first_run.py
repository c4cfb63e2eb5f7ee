"""What the launcher's steps are for this product: the database, the demo, and what to print."""

from collections.abc import Mapping, Sequence

from core import installation
from core.console.console_access import make_operator_link
from core.console.operators import operator_with_password
from core.demo import first_start
from core.demo.plan import DEMO_TODAY
from core.extension.host import Host
from core.extension.tables import with_tables
from core.launcher.request import LaunchRequest
from core.launcher.steps import Steps
from tenants.embedded import EmbeddedServer

FIRST_OPERATOR = ("beheer@stichting.example", "Beheer van de Stichting")


def steps() -> Steps:
    """The steps of `up` and `demo`."""
    return Steps(prepare=prepare, addresses=addresses)


def prepare(request: LaunchRequest, server: EmbeddedServer | None) -> Mapping[str, str]:
    """Bring the database up to date, with invented families for a demo."""
    wants_families = request.demo and not first_start.is_built(request.data)
    if wants_families and server is not None:
        server.drop_database(installation.DATABASE)  # what a demo that broke off has left
    environment = installation.prepare(server, request.data, with_tables(Host().discover()))
    environment["PORT"] = str(request.port)
    if request.demo:
        environment["DEMO"] = "yes"
        environment.setdefault("LOG_LEVEL", "WARNING")  # or the addresses scroll away
        environment["TODAY"] = (request.today or DEMO_TODAY).isoformat()
    if wants_families:
        with installation.office_in(environment) as office:
            first_start.build(office, request.data)
    return environment


def addresses(request: LaunchRequest, environment: Mapping[str, str]) -> Sequence[str]:
    """Where to look, how to log in, and a one-time link as long as no operator has a password."""
    with installation.office_in(environment) as office:
        console = f"  Console        {office.settings.address(office.settings.console_host)}/"
        lines = ["", "Buurtgezinnen is ready. Ctrl-C stops it.", "", console]
        if request.demo:
            return [*lines, *first_start.logins(office, request.data), ""]
        with office.database.console() as session:
            has_operator = operator_with_password(session)
        if not has_operator:
            link = make_operator_link(office.database, office.settings, *FIRST_OPERATOR)
            lines += [f"  First operator {link}", "                 (works once, for 24 hours)"]
        return [*lines, ""]
