"""Tables whose policy lets rows through."""

from tenants.isolation import POLICY
from tests.isolation.breaches import Breach, breach, new_table

_NO_WALL = (
    ("tenant.badge", "row security enabled"),
    ("tenant.badge", "row security forced"),
    ("tenant.badge", "the one policy"),
)

WALLS = (
    Breach("table without a wall", new_table("tenant.badge", walled=False), frozenset(_NO_WALL)),
    breach(
        "no policy",
        "DROP POLICY tenant_wall ON tenant.family",
        faults={"tenant.family": "the one policy"},
    ),
    breach(
        "no FORCE",
        "ALTER TABLE tenant.family NO FORCE ROW LEVEL SECURITY",
        faults={"tenant.family": "row security forced"},
    ),
    breach(
        "no ENABLE",
        "ALTER TABLE tenant.family DISABLE ROW LEVEL SECURITY",
        faults={"tenant.family": "row security enabled"},
    ),
    breach(
        "USING (true)",
        "ALTER POLICY tenant_wall ON tenant.family USING (true)",
        faults={"tenant.family": "the policy's words"},
    ),
    breach(
        "WITH CHECK (true)",
        "ALTER POLICY tenant_wall ON tenant.family WITH CHECK (true)",
        faults={"tenant.family": "the policy's words"},
    ),
    breach(
        "no WITH CHECK",
        "DROP POLICY tenant_wall ON tenant.family",
        f"CREATE POLICY tenant_wall ON tenant.family USING ({POLICY})",
        faults={"tenant.family": "the policy's words"},
    ),
    breach(
        "an OR branch",
        f"ALTER POLICY tenant_wall ON tenant.family USING ({POLICY} OR current_user = 'admin')",
        faults={"tenant.family": "the policy's words"},
    ),
    breach(
        "policy for SELECT only",
        "DROP POLICY tenant_wall ON tenant.family",
        f"CREATE POLICY tenant_wall ON tenant.family FOR SELECT USING ({POLICY})",
        faults={"tenant.family": "the policy's words"},
    ),
    breach(
        "policy for one role",
        "ALTER POLICY tenant_wall ON tenant.family TO buurt_app",
        faults={"tenant.family": "the policy's words"},
    ),
    breach(
        "restrictive policy",
        "DROP POLICY tenant_wall ON tenant.family",
        "CREATE POLICY tenant_wall ON tenant.family AS RESTRICTIVE"
        f" USING ({POLICY}) WITH CHECK ({POLICY})",
        faults={"tenant.family": "the policy's words"},
    ),
    breach(
        "a look-alike function",
        "CREATE FUNCTION tenant.current_setting(text, boolean) RETURNS text LANGUAGE sql"
        " AS 'SELECT ''1'''",
        "REVOKE ALL ON FUNCTION tenant.current_setting FROM PUBLIC",
        "ALTER POLICY tenant_wall ON tenant.family USING"
        f" ({POLICY.replace('current_setting', 'tenant.current_setting')})",
        faults={"tenant.family": "the policy's words"},
    ),
    breach(
        "second policy",
        "CREATE POLICY admins ON tenant.family USING (true)",
        faults={"tenant.family": "no other policy"},
    ),
    breach(
        "the console reads another table",
        "CREATE POLICY console_reads ON tenant.family FOR SELECT TO buurt_console USING (true)",
        faults={"tenant.family": "no other policy"},
    ),
    breach(
        "everybody reads the published figures",
        "ALTER POLICY console_reads ON tenant.published_figure TO PUBLIC",
        faults={"tenant.published_figure": "no other policy"},
    ),
)
