"""A link for a new password, once leaked, is worth nothing after the password was changed."""

from core.accounts.credentials import find_login, set_password
from core.accounts.links import make_link
from core.accounts.models import LinkPurpose
from core.accounts.passwords import Passwords
from tests.fixtures_web import Browser, Person, Working

OLD, NEW = "vier losse woorden samen", "heel andere woorden samen"


def test_changing_the_password_ends_the_link(
    coordinator: Person, visitor: Browser, working: Working
) -> None:
    with working() as work:
        login = find_login(work.session, coordinator.account.email)
        assert login
        set_password(work.session, Passwords(work.settings), login.identity_id, OLD)
    with working(coordinator.actor) as work:
        leaked = make_link(work.session, login, LinkPurpose.RESET)
    path = f"/wachtwoord/nieuw/{leaked}"
    assert visitor.get(path).status_code == 200
    known = {"email": login.email, "password": OLD}
    assert coordinator.browser.post("/inloggen", known).status_code == 303
    changed = {"current_password": OLD, "password": NEW, "again": NEW}
    assert coordinator.browser.post("/wachtwoord", changed).status_code == 303
    assert visitor.get(path).status_code == 410
