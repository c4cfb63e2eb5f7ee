"""Rules on what may exist at all, and who owns it."""

from tenants.catalogue.rules import Rule, rule

OBJECTS: tuple[Rule, ...] = (
    rule(
        "no views",
        """
        SELECT name AS object, CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
          ELSE 'FOREIGN TABLE' END AS kind
        FROM relation WHERE relkind IN ('v', 'm', 'f') AND name <> ALL (:allowed_views)
        """,
        "it passes the wall, for it reads with the rights of its owner: DROP {kind} {object}",
    ),
    rule(
        "no rules",
        """
        SELECT t.name AS object, r.rulename AS rule
        FROM pg_catalog.pg_rewrite r JOIN relation t ON t.oid = r.ev_class
        WHERE r.rulename <> '_RETURN'
        """,
        "a rewrite rule changes what statements mean: DROP RULE {rule} ON {object}",
    ),
    rule(
        "no triggers",
        """
        SELECT t.name AS object, g.tgname AS trigger
        FROM pg_catalog.pg_trigger g JOIN relation t ON t.oid = g.tgrelid
        WHERE NOT g.tgisinternal AND t.schema <> :jobs
        """,
        "the distributed engine takes no triggers: DROP TRIGGER {trigger} ON {object}",
    ),
    rule(
        "no server defaults",
        """
        SELECT t.name || '.' || a.attname AS object
        FROM pg_catalog.pg_attribute a JOIN relation t ON t.oid = a.attrelid
        WHERE (a.atthasdef OR a.attidentity <> '') AND NOT a.attisdropped
          AND t.relkind IN ('r', 'p') AND t.schema NOT IN (:jobs, :migrations)
          AND t.name || '.' || a.attname <> ALL (:allowed_defaults)
        """,
        "values are made in Python: ALTER TABLE … ALTER COLUMN … DROP DEFAULT",
    ),
    rule(
        "no security definer",
        """
        SELECT name AS object FROM function
        WHERE prosecdef AND name <> ALL (:allowed_definers)
        """,
        "it runs with its owner's rights: ALTER FUNCTION {object} SECURITY INVOKER, or drop it",
    ),
    rule(
        "settings kept out of functions",
        """
        SELECT name AS object FROM function
        WHERE EXISTS (SELECT FROM unnest(proconfig) s
                      WHERE s ~* '^(app\\.tenant_id|role|row_security)=')
        """,
        "only tenants.database says which tenant and role it is: ALTER FUNCTION {object} RESET ALL",
    ),
    rule(
        "owner",
        """
        SELECT name AS object FROM relation
        WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND pg_get_userbyid(relowner) <> :owner
        UNION ALL SELECT name FROM function WHERE pg_get_userbyid(proowner) <> :owner
        UNION ALL SELECT nspname FROM ours
        WHERE nspname <> 'public' AND pg_get_userbyid(nspowner) <> :owner
        """,
        "its owner must be buurt_owner, who cannot log in: ALTER … OWNER TO buurt_owner",
    ),
)
