"""Rules on the roles themselves: what they are and what they can become."""

from tenants.catalogue.rules import Rule, rule

ROLES: tuple[Rule, ...] = (
    rule(
        "the roles exist",
        """
        SELECT r AS object FROM unnest(CAST(:all_roles AS text[])) r
        WHERE r NOT IN (SELECT rolname FROM pg_catalog.pg_roles)
        UNION ALL
        SELECT role FROM ours, replace(nspname, :schema_prefix, :role_prefix) role
        WHERE nspname ~ :plugin_schemas
          AND role NOT IN (SELECT rolname FROM pg_catalog.pg_roles)
        """,
        "the role is missing: run the SQL of `buurtgezinnen db roles` as a superuser",
    ),
    rule(
        "powers of the roles",
        """
        SELECT rolname AS object, power FROM pg_catalog.pg_roles r, LATERAL (VALUES
          ('SUPERUSER', rolsuper), ('CREATEROLE', rolcreaterole), ('CREATEDB', rolcreatedb),
          ('REPLICATION', rolreplication), ('BYPASSRLS', rolbypassrls AND rolname <> :backup),
          ('LOGIN', rolcanlogin AND (rolname IN (:owner, :console) OR rolname ~ :plugin_roles))
        ) v (power, has)
        WHERE has AND (rolname = ANY (:all_roles) OR rolname ~ :plugin_roles)
        """,
        "it has more power than its work asks: ALTER ROLE {object} NO{power}",
    ),
    rule(
        "members of the roles",
        """
        SELECT m.rolname AS object, g.rolname AS role
        FROM pg_catalog.pg_auth_members a
        JOIN pg_catalog.pg_roles m ON m.oid = a.member
        JOIN pg_catalog.pg_roles g ON g.oid = a.roleid
        WHERE (m.rolname = ANY (:all_roles) OR g.rolname = ANY (:all_roles))
          AND m.rolname !~ :plugin_roles AND g.rolname !~ :plugin_roles
          AND m.rolname || ' ' || g.rolname <> ALL (:memberships)
          AND (coalesce((to_jsonb(a) ->> 'inherit_option')::boolean, true)
               OR coalesce((to_jsonb(a) ->> 'set_option')::boolean, true))
        """,
        "it can become another role: REVOKE {role} FROM {object}",
    ),
    rule(
        "roles of plugins",
        """
        SELECT m.rolname AS object, g.rolname AS role
        FROM pg_catalog.pg_auth_members a
        JOIN pg_catalog.pg_roles m ON m.oid = a.member
        JOIN pg_catalog.pg_roles g ON g.oid = a.roleid
        WHERE m.rolname ~ :plugin_roles OR g.rolname ~ :plugin_roles AND (
          m.rolname <> :application OR a.admin_option
          OR coalesce((to_jsonb(a) ->> 'inherit_option')::boolean, false))
        """,
        "only the application becomes a plugin's role, by asking for it each time: REVOKE {role}"
        " FROM {object}, and run the SQL of `buurtgezinnen db roles`",
    ),
    rule(
        "roles kept apart",
        """
        SELECT rolname AS object FROM pg_catalog.pg_roles
        WHERE rolname IN (:application, :worker, :migrator) AND rolinherit
        """,
        "it has at once what it should ask for with SET ROLE: ALTER ROLE {object} NOINHERIT",
    ),
    rule(
        "no tenant by default",
        """
        SELECT coalesce(r.rolname, d.datname, 'server') AS object
        FROM pg_catalog.pg_db_role_setting s
        LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
        LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
        WHERE (s.setdatabase = 0 OR d.datname = current_database())
          AND EXISTS (SELECT FROM unnest(s.setconfig) c WHERE c ~* '^app\\.tenant_id=')
        """,
        "every connection would start inside a tenant: ALTER … {object} RESET app.tenant_id",
    ),
)
