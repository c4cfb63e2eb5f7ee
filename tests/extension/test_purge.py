"""What a plugin left can be taken away: the rows of one tenant, and no other's."""

from core.extension.store import PluginStore
from core.plugins.removing import keys_with_tables
from tenants.context import TenantContext
from tenants.database import Database
from tenants.keys import MasterKey
from tenants.plugin_migrating import purge_plugin_rows
from tenants.provisioning import open_vault
from tests.plugins_for_tests.toy_library.tables import Toy


def test_the_rows_of_one_tenant_go(
    plugged: Database, plugged_tenant: TenantContext, plugged_other: TenantContext,
    plugged_migrator_url: str, master_key: MasterKey,
) -> None:  # fmt: skip
    def counts(tenant: TenantContext, *, add: bool = False) -> int:
        with plugged.transaction(tenant.id) as session:
            store = PluginStore("toy_library", session, lambda: open_vault(session, master_key))
            if add:
                store.add(Toy(name="driewieler"))
            return store.count(Toy)

    for tenant in (plugged_tenant, plugged_other):
        assert counts(tenant, add=True) == 1
    assert purge_plugin_rows(plugged_migrator_url, "toy_library", plugged_tenant.id) == 1
    assert (counts(plugged_tenant), counts(plugged_other)) == (0, 1)
    assert {"round_table", "toy_library"} <= set(keys_with_tables(plugged_migrator_url))
