"""What goes wrong in it is its own."""

import pytest
from sqlalchemy import select

from core.accounts.models import Role
from core.extension.host import Loaded
from core.extension.testing.breaking import broken
from core.extension.testing.installation import Installation
from core.extension.testing.suites.suite import Suite
from core.plugins.models import PluginTrouble
from core.plugins.running import PluginFailed, active, run
from tenants.context import TenantContext

CORE_PAGES = ((None, "/"), (Role.COORDINATOR, "/week"))


class Failure(Suite):
    """What goes wrong in it is its own."""

    def test_what_fails_costs_the_plugin_alone(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """With everything that it brings broken, the pages of core stand and the work goes on."""
        self.on(installation, here, loaded)
        asked = [(installation.visitor(here, role), path) for role, path in CORE_PAGES]
        whole = [visitor.get(path).status_code for visitor, path in asked]
        with broken(installation.host, loaded):
            hurt = [visitor.get(path).status_code for visitor, path in asked]
        assert hurt == whole

    def test_a_function_that_fails_is_told_to_the_admin(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """What was written beside it stays, and what went wrong is kept with its place."""
        self.on(installation, here, loaded)

        def fails(_call: object) -> None:
            raise RuntimeError("stuk")

        with installation.work(here) as work:
            one = active(work, loaded.key)
            assert one is not None
            with pytest.raises(PluginFailed):
                run(work, one, "proef", fails, writes=True)
        with installation.work(here) as work:
            assert work.session.scalars(select(PluginTrouble.place)).all()[-1] == "proef"
