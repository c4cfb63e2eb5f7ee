"""The doors of two gemeenten differ, and a church has a link."""

from sqlalchemy import select

from core.accounts.models import Role
from core.channels.models import ChannelLink
from core.network.models import Partner
from tenants.directory import find_by_slug
from tests.demo.conftest import Demo


def test_two_gemeenten_have_doors_of_their_own(demo: Demo) -> None:
    rhenen = demo.member("rhenen", Role.COORDINATOR).get("/").text
    zaanstad = demo.member("zaanstad", Role.COORDINATOR).get("/").text
    for path in ("/aanmelden/school", "/aanmelden/jgz"):
        assert path in rhenen
        assert path not in zaanstad
    for path in ("/aanmelden/cjg", "/aanmelden/team", "/aanmelden/nazorg"):
        assert path in zaanstad
        assert path not in rhenen


def test_a_church_has_a_link(demo: Demo) -> None:
    with demo.office.database.registry() as session:
        tenant = find_by_slug(session, "rhenen")
    assert tenant is not None
    with demo.office.work(tenant) as work:
        link = work.session.scalars(select(ChannelLink)).one()
        assert work.find(Partner, link.partner_id).kind == "church"
