"""Rules on grants: who may do more than the wall foresees."""

from tenants.catalogue.rules import Rule, rule

# Every grant to somebody else than the object's owner, on tables and on single columns.
_GRANTS = """
, entry AS (
  SELECT t.oid, t.schema, t.name, t.name AS object, t.relowner, t.relkind, x.*
  FROM relation t, aclexplode(coalesce(t.relacl,
    acldefault((CASE t.relkind WHEN 'S' THEN 'S' ELSE 'r' END)::"char", t.relowner))) x
  UNION ALL
  SELECT t.oid, t.schema, t.name, t.name || '.' || a.attname, t.relowner, t.relkind, x.*
  FROM relation t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND NOT a.attisdropped,
    aclexplode(a.attacl) x
), given AS (
  SELECT object, schema, name, relkind, privilege_type AS privilege, is_grantable,
    CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END AS role,
    schema <> ALL (:unwalled) AND relkind <> 'S' AS walled,
    replace(schema, :schema_prefix, :role_prefix) AS plugin_role,
    schema ~ :plugin_schemas AS of_plugin
  FROM entry WHERE grantee <> relowner
)
"""
_REVOKE = "REVOKE {privilege} ON {object} FROM {role}"

GRANTS: tuple[Rule, ...] = (
    rule(
        "nothing to PUBLIC",
        """
        SELECT object, privilege, role FROM given WHERE role = 'PUBLIC'
        UNION ALL
        SELECT 'schema ' || nspname, privilege_type, 'PUBLIC' FROM ours, aclexplode(nspacl)
        WHERE grantee = 0
        UNION ALL
        SELECT 'function ' || name, privilege_type, 'PUBLIC'
        FROM function, aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0
        UNION ALL
        SELECT 'database ' || datname, privilege_type, 'PUBLIC'
        FROM pg_catalog.pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba)))
        WHERE grantee = 0 AND datname = current_database()
        """,
        f"everyone who can log in may use it: {_REVOKE}",
        also=_GRANTS,
    ),
    rule(
        "nothing by default",
        """
        SELECT coalesce('schema ' || n.nspname, 'database') AS object,
          x.privilege_type AS privilege,
          CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(x.grantee) END AS role,
          pg_get_userbyid(d.defaclrole) AS owner
        FROM pg_catalog.pg_default_acl d
        LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace,
        aclexplode(d.defaclacl) x
        WHERE x.grantee <> d.defaclrole AND n.nspname IS DISTINCT FROM :migrations
          OR x.grantee = 0
        """,
        "grants are said for each table: ALTER DEFAULT PRIVILEGES FOR ROLE {owner} … REVOKE"
        " {privilege} … FROM {role}",
    ),
    rule(
        "grants on tenant tables",
        """
        SELECT object, privilege, role FROM given WHERE walled AND role <> 'PUBLIC' AND NOT (
          of_plugin AND role = plugin_role
            AND privilege IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
          OR NOT of_plugin AND role = :application AND privilege = ANY (CASE
            WHEN name = ANY (:append_only) THEN ARRAY['SELECT', 'INSERT']
            WHEN name = ANY (:never_changed) THEN ARRAY['SELECT', 'INSERT', 'DELETE']
            ELSE ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'] END)
          OR role = :console AND privilege = 'SELECT' AND object = ANY (:console_reads))
        """,
        "only the application works here (in a plugin's tables: that plugin's role), by SELECT,"
        f" INSERT, UPDATE and DELETE: {_REVOKE}",
        also=_GRANTS,
    ),
    rule(
        "grants on other tables",
        """
        SELECT object, privilege, role FROM given
        WHERE NOT walled AND relkind <> 'S' AND role <> 'PUBLIC' AND NOT (
          privilege IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE') AND (
            role = :application OR role = :console AND schema = :platform
            OR role = :worker AND schema = :jobs)
          AND NOT (name = ANY (:only_added)
                   AND (role <> :application OR privilege NOT IN ('SELECT', 'INSERT')))
          AND NOT (name = ANY (:console_adds)
                   AND (role <> :console OR privilege NOT IN ('SELECT', 'INSERT')))
          AND NOT (name = ANY (:console_writes)
                   AND role = :application AND privilege <> 'SELECT'))
        """,
        f"a right that nobody needs: {_REVOKE}",
        also=_GRANTS,
    ),
    rule(
        "no grants to pass on",
        "SELECT object, privilege, role FROM given WHERE is_grantable",
        "nobody but the owner grants: REVOKE GRANT OPTION FOR {privilege} ON {object} FROM {role}",
        also=_GRANTS,
    ),
    rule(
        "nobody else makes objects",
        """
        SELECT 'schema ' || nspname AS object, pg_get_userbyid(grantee) AS role,
          privilege_type AS privilege
        FROM ours, aclexplode(nspacl)
        WHERE privilege_type = 'CREATE' AND grantee NOT IN (0, nspowner)
        UNION ALL
        SELECT 'database ' || datname, pg_get_userbyid(grantee), privilege_type
        FROM pg_catalog.pg_database, aclexplode(datacl)
        WHERE datname = current_database() AND privilege_type IN ('CREATE', 'TEMPORARY')
          AND grantee NOT IN (0, datdba) AND pg_get_userbyid(grantee) <> :owner
        """,
        f"only migrations make objects: {_REVOKE}",
    ),
    rule(
        "schemas of tenants",
        """
        SELECT 'schema ' || nspname AS object, pg_get_userbyid(grantee) AS role,
          privilege_type AS privilege
        FROM ours, aclexplode(nspacl)
        WHERE nspname <> 'public' AND privilege_type = 'USAGE' AND grantee NOT IN (0, nspowner)
          AND CASE
            WHEN nspname ~ :plugin_schemas THEN pg_get_userbyid(grantee)
              NOT IN (replace(nspname, :schema_prefix, :role_prefix), :backup)
            WHEN nspname = ANY (:unwalled) THEN pg_get_userbyid(grantee) ~ :plugin_roles
            ELSE pg_get_userbyid(grantee) NOT IN (:application, :console, :backup) END
        """,
        f"this role has nothing to look for here: {_REVOKE}",
    ),
)
