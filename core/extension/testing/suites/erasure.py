"""Who is erased is erased here too."""

from uuid import UUID

from sqlalchemy import delete

from core.extension.host import Loaded
from core.extension.seen import Erased
from core.extension.testing.installation import Installation
from core.extension.testing.samples import Rows
from core.extension.testing.suites.suite import Suite
from core.families.models import Family
from core.plugins.running import active, run
from tenants.context import TenantContext


class Erasure(Suite):
    """Who is erased is erased here too."""

    def test_its_rows_of_a_family_go_with_that_family(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """Refer to core with `belongs_to(…, on_delete="CASCADE")`, and keep no copies."""
        with installation.work(here) as work:
            rows = Rows(work, self.store_of(work, loaded), self.row_of)
            added = [rows.add(model) for model in loaded.listed.get("tables", ())]
            family_id = rows.referred.get("family")
        if family_id is None:
            return
        with installation.work(here) as work:
            work.session.execute(delete(Family).where(Family.id == family_id))
        with installation.work(here) as work:
            store = self.store_of(work, loaded)
            for row in added:
                names = [column.name for column in row.__table__.columns if column.foreign_keys]
                if any(getattr(row, name, None) == family_id for name in names):
                    assert store.find(type(row), row.id) is None, type(row).__name__

    def test_it_can_be_told_twice_that_somebody_was_erased(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """`erase_person` comes again when nobody knows whether it was done."""
        if "erase_person" not in loaded.tells:
            return
        self.on(installation, here, loaded)
        erased = Erased(UUID(int=7))
        with installation.work(here) as work:
            one = active(work, loaded.key)
            assert one is not None
            for _ in range(2):
                run(work, one, "erase_person()", loaded.tells["erase_person"], erased, writes=True)
