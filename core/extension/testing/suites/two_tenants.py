"""What is of one programme is nowhere else."""

from core.accounts.models import Role
from core.errors import Refused
from core.extension.host import Loaded
from core.extension.testing.installation import Installation
from core.extension.testing.samples import Rows
from core.extension.testing.suites.suite import Suite
from core.plugins.running import listed
from core.plugins.services import switch_off
from tenants.context import TenantContext

ANYBODY = (None, Role.COORDINATOR, Role.ADMIN, Role.GEMEENTE)
WELL = frozenset({200, 302, 303, 400, 401, 403, 404, 405, 422})


class TwoTenants(Suite):
    """What is of one programme is nowhere else."""

    def test_what_it_brings_is_there_alone_where_it_is_on(
        self, installation: Installation, here: TenantContext, elsewhere: TenantContext,
        loaded: Loaded,
    ) -> None:  # fmt: skip
        """Everything that it lists is here, and none of it elsewhere, nor here once it is off."""
        self.on(installation, here, loaded)
        brought = {hook: len(loaded.listed[hook]) for hook in loaded.listed}

        def found(tenant: TenantContext) -> dict[str, int]:
            with installation.work(tenant) as work:
                return {hook: sum(1 for _ in listed(work, hook)) for hook in brought}

        assert found(here) == brought
        assert not any(found(elsewhere).values())
        try:
            with installation.work(here) as work:
                switch_off(work, loaded.key)
        except Refused:  # the method that a programme follows stays on
            return
        assert not any(found(here).values())

    def test_its_pages_are_there_where_it_is_on(
        self, installation: Installation, here: TenantContext, elsewhere: TenantContext,
        loaded: Loaded,
    ) -> None:  # fmt: skip
        """Elsewhere they do not exist, and here nobody breaks one by asking for it."""
        self.on(installation, here, loaded)
        rules = [page.rule for page in loaded.pages.pages] if loaded.pages else []
        for rule in (rule for rule in rules if "<" not in rule):
            path = f"/p/{loaded.key}{rule}"
            for role in ANYBODY:
                there = installation.visitor(elsewhere, role).get(path).status_code
                assert there in (302, 303, 403, 404), f"{path}: {there} where it is off"
                assert installation.visitor(here, role).get(path).status_code in WELL, path

    def test_its_rows_are_seen_in_their_own_programme(
        self, installation: Installation, here: TenantContext, elsewhere: TenantContext,
        loaded: Loaded,
    ) -> None:  # fmt: skip
        """What it kept in one is not there in the other, also not by id."""
        models = loaded.listed.get("tables", ())
        with installation.work(here) as work:
            store = self.store_of(work, loaded)
            rows = Rows(work, store, self.row_of)
            added = [rows.add(model) for model in models]
        with installation.work(elsewhere) as work:
            store = self.store_of(work, loaded)
            for row in added:
                assert store.find(type(row), row.id) is None
                assert store.count(type(row)) == 0
