"""Rules on row-level security: both flags, and the one policy."""

from tenants.catalogue.rules import Rule, rule
from tenants.isolation import POLICY, POLICY_NAME

_WRITE_THE_WALL = (
    "make it with tenants.isolation.create_tenant_table, or say wall_statements for it"
)

WALLS: tuple[Rule, ...] = (
    rule(
        "row security enabled",
        "SELECT name AS object FROM walled WHERE NOT relrowsecurity",
        f"row-level security is off: {_WRITE_THE_WALL}",
    ),
    rule(
        "row security forced",
        "SELECT name AS object FROM walled WHERE NOT relforcerowsecurity",
        "the owner passes the wall: ALTER TABLE {object} FORCE ROW LEVEL SECURITY",
    ),
    rule(
        "the one policy",
        """
        SELECT name AS object FROM walled t WHERE NOT EXISTS (
          SELECT FROM pg_catalog.pg_policy p WHERE p.polrelid = t.oid AND p.polname = :policy)
        """,
        f"the policy {POLICY_NAME} is missing: {_WRITE_THE_WALL}",
    ),
    rule(
        "the policy's words",
        """
        SELECT name AS object FROM walled t JOIN pg_catalog.pg_policy p ON p.polrelid = t.oid
        WHERE p.polname = :policy AND (
          p.polcmd <> '*' OR NOT p.polpermissive OR p.polroles <> ARRAY[0::oid]
          OR pg_get_expr(p.polqual, p.polrelid) IS DISTINCT FROM :expression
          OR pg_get_expr(p.polwithcheck, p.polrelid) IS DISTINCT FROM :expression)
        """,
        f"the policy {POLICY_NAME} must be permissive, for all commands, to PUBLIC, with"
        f" USING and WITH CHECK ({POLICY})",
    ),
    rule(
        "no other policy",
        """
        SELECT name AS object, p.polname AS policy
        FROM relation t JOIN pg_catalog.pg_policy p ON p.polrelid = t.oid
        WHERE schema = ANY (:unwalled) OR p.polname <> :policy AND NOT (
          name = ANY (:console_reads) AND p.polname = 'console_reads' AND p.polcmd = 'r'
          AND p.polroles = ARRAY[(SELECT oid FROM pg_catalog.pg_roles WHERE rolname = :console)])
        """,
        "policies add up, so a second one opens the wall: DROP POLICY {policy} ON {object}",
    ),
)
