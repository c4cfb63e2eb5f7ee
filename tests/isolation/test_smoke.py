def test_x(database, tenant, other_tenant, vault_of):
    assert tenant.id != other_tenant.id
    vault_of(tenant)
