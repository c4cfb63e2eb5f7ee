"""Objects that have no place in the database."""

from tests.isolation.breaches import breach

_TRIGGER = (
    "CREATE FUNCTION tenant.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
    "REVOKE ALL ON FUNCTION tenant.nothing FROM PUBLIC",
    "CREATE TRIGGER nothing BEFORE UPDATE ON tenant.family EXECUTE FUNCTION tenant.nothing()",
)

OBJECTS = (
    breach(
        "plain view",
        "CREATE VIEW tenant.names AS SELECT name FROM tenant.family",
        faults={"tenant.names": "no views"},
    ),
    breach(
        "materialized view",
        "CREATE MATERIALIZED VIEW tenant.names AS SELECT name FROM tenant.family",
        faults={"tenant.names": "no views"},
    ),
    breach("trigger", *_TRIGGER, faults={"tenant.family": "no triggers"}),
    breach(
        "rule",
        "CREATE RULE nothing AS ON DELETE TO tenant.family DO INSTEAD NOTHING",
        faults={"tenant.family": "no rules"},
    ),
    breach(
        "server default",
        "ALTER TABLE tenant.family ALTER id SET DEFAULT gen_random_uuid()",
        faults={"tenant.family.id": "no server defaults"},
    ),
    breach(
        "identity column",
        "ALTER TABLE tenant.pilot ADD number int GENERATED ALWAYS AS IDENTITY",
        faults={"tenant.pilot.number": "no server defaults"},
    ),
    breach(
        "security definer",
        "CREATE FUNCTION tenant.count_all() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
        " AS 'SELECT count(*) FROM tenant.family'",
        "REVOKE ALL ON FUNCTION tenant.count_all FROM PUBLIC",
        faults={"tenant.count_all": "no security definer"},
    ),
    breach(
        "a function that says which tenant",
        "CREATE FUNCTION tenant.count_first() RETURNS bigint LANGUAGE sql SET app.tenant_id = '1'"
        " AS 'SELECT count(*) FROM tenant.family'",
        "REVOKE ALL ON FUNCTION tenant.count_first FROM PUBLIC",
        "ALTER FUNCTION tenant.count_first OWNER TO buurt_owner",
        role="postgres",
        faults={"tenant.count_first": "settings kept out of functions"},
    ),
    breach(
        "another owner",
        "ALTER TABLE tenant.family OWNER TO buurt_migrator",
        "REVOKE ALL ON tenant.family FROM buurt_owner",
        role="postgres",
        faults={"tenant.family": "owner"},
    ),
)
