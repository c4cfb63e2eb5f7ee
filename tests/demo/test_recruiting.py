"""Recruiting in the demo: a funnel with answers, a mail to the network, and stories in public."""

import re

import pytest

from core.accounts.models import Role
from core.recruiting.funnel import funnel, together
from tenants.directory import find_by_slug
from tests.demo.conftest import Demo
from tests.fixtures_web import Browser


@pytest.fixture(scope="module")
def coordinator(demo: Demo) -> Browser:
    return demo.member("rhenen", Role.COORDINATOR)


def test_the_funnel_has_answers_and_couplings(demo: Demo) -> None:
    with demo.office.database.registry() as session:
        tenant = find_by_slug(session, "rhenen")
    assert tenant
    with demo.office.work(tenant) as work:
        whole = together(funnel(work))
    assert whole.seen > whole.responded >= whole.intake >= whole.coupled > 0
    assert whole.cost_cents


def test_the_network_was_mailed(coordinator: Browser) -> None:
    listed = coordinator.get("/werving").text
    pages = set(re.findall(r"/werving/[0-9a-f-]{36}", listed))
    told = [coordinator.get(page).text for page in sorted(pages)]
    assert sum("op 17 juli 2016" in one for one in told) == 1


@pytest.mark.parametrize(("slug", "title"), [("rhenen", "Een bord erbij"),
                                             ("zaanstad", "Samen naar buiten")])  # fmt: skip
def test_a_story_stands_in_public(demo: Demo, slug: str, title: str) -> None:
    visitor = Browser(demo.app, f"{slug}.localhost")
    assert title in visitor.get("/").text or title in visitor.get("/verhalen").text
