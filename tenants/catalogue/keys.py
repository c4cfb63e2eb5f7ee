"""Rules on keys: every key, unique rule and reference of a tenant table names its tenant."""

from tenants.catalogue.rules import Rule, rule

# Constraints with their tables on both sides; the columns as arrays of names, in order.
_REFERENCES = """
, reference AS (
  SELECT k.conname, k.confdeltype, k.confupdtype, k.confdelsetcols, k.convalidated,
    coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) AS enforced,
    k.confrelid, s.schema AS from_schema, s.name AS from_name, s.oid AS from_oid,
    t.schema AS to_schema, t.name AS to_name,
    s.name || '.' || k.conname AS object,
    s.schema ~ :plugin_schemas AS from_plugin, t.schema ~ :plugin_schemas AS to_plugin,
    s.schema <> ALL (:unwalled) AS from_walled, t.schema <> ALL (:unwalled) AS to_walled,
    ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u (number, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number
          ORDER BY u.place) AS from_columns,
    ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u (number, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number
          ORDER BY u.place) AS to_columns,
    ARRAY(SELECT a.attname::text FROM unnest(k.confdelsetcols) u (number)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number
         ) AS blanked
  FROM pg_catalog.pg_constraint k
  JOIN relation s ON s.oid = k.conrelid JOIN relation t ON t.oid = k.confrelid
  WHERE k.contype = 'f'
)
"""

KEYS: tuple[Rule, ...] = (
    rule(
        "tenant_id",
        """
        SELECT name AS object FROM walled t WHERE NOT EXISTS (
          SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.oid AND a.attnotnull
          AND a.attname = 'tenant_id' AND a.atttypid = 'pg_catalog.int4'::regtype)
        """,
        "it needs a column tenant_id integer NOT NULL: whose rows are these?",
    ),
    rule(
        "tenant of the registry",
        """
        SELECT name AS object FROM walled w WHERE NOT EXISTS (
          SELECT FROM reference r WHERE r.from_oid = w.oid AND r.to_name = :platform || '.tenant'
          AND r.from_columns = ARRAY['tenant_id'] AND r.to_columns = ARRAY['id'])
        """,
        "tenant_id must refer to the registry: add a foreign key to platform.tenant (id)",
        also=_REFERENCES,
    ),
    rule(
        "primary key",
        """
        SELECT name AS object FROM walled t WHERE NOT EXISTS (
          SELECT FROM pg_catalog.pg_constraint k
          WHERE k.conrelid = t.oid AND k.contype = 'p' AND ARRAY(
            SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u (number, place)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = u.number
            ORDER BY u.place) = ARRAY['tenant_id', 'id'])
        """,
        "its primary key must be (tenant_id, id), in that order",
    ),
    rule(
        "unique within a tenant",
        """
        SELECT i.name AS object FROM walled t
        JOIN pg_catalog.pg_index x ON x.indrelid = t.oid JOIN relation i ON i.oid = x.indexrelid
        WHERE (x.indisunique OR x.indisexclusion) AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = t.oid AND a.attname = 'tenant_id'
          AND a.attnum = ANY ((x.indkey::smallint[])[0:x.indnkeyatts - 1]))
        """,
        "a unique rule over all tenants tells one what another has: put tenant_id in its key",
    ),
    rule(
        "reference within a tenant",
        """
        SELECT object FROM reference WHERE from_walled AND to_walled AND (
          array_position(from_columns, 'tenant_id') IS NULL
          OR array_position(from_columns, 'tenant_id')
             IS DISTINCT FROM array_position(to_columns, 'tenant_id'))
        """,
        "it can point across the wall: refer by (tenant_id, …) to (tenant_id, id), see"
        " tenants.isolation.composite_reference",
        also=_REFERENCES,
    ),
    rule(
        "no reference into the wall",
        "SELECT object FROM reference WHERE NOT from_walled AND to_walled",
        "a table outside the wall cannot refer to a tenant's rows: drop it",
        also=_REFERENCES,
    ),
    rule(
        "reference to the registry only",
        """
        SELECT object FROM reference
        WHERE from_walled AND NOT to_walled AND to_schema <> :platform
        """,
        "a tenant table refers to tenant tables and the registry only: drop it",
        also=_REFERENCES,
    ),
    rule(
        "reference that holds",
        "SELECT object FROM reference WHERE NOT (convalidated AND enforced)",
        "it is not enforced for all rows: VALIDATE CONSTRAINT, or make it ENFORCED",
        also=_REFERENCES,
    ),
    rule(
        "what a deletion blanks",
        """
        SELECT object FROM reference WHERE confdeltype = 'd' OR confupdtype <> 'a' OR (
          confdeltype = 'n' AND from_walled
          AND (cardinality(blanked) = 0 OR 'tenant_id' = ANY (blanked)))
        """,
        "say ON DELETE SET NULL (column) with the column's name, and nothing ON UPDATE:"
        " tenant_id is never blanked or moved",
        also=_REFERENCES,
    ),
    rule(
        "reference of a plugin",
        """
        SELECT object FROM reference WHERE from_plugin AND to_schema <> :jobs AND NOT (
          to_schema = from_schema AND confdeltype IN ('c', 'n')
          OR to_schema = :tenant_schema AND confdeltype = 'c'
          OR to_name = :platform || '.tenant' AND confdeltype = 'c')
        """,
        "once the plugin is gone its rows would block what they refer to, or another plugin: refer"
        " to its own tables and tenant tables only, and say ON DELETE CASCADE",
        also=_REFERENCES,
    ),
    rule(
        "no reference to a plugin",
        "SELECT object FROM reference WHERE to_plugin AND from_schema <> to_schema"
        " AND NOT from_plugin",
        "a plugin can be taken away, so nothing of core refers to its tables: drop it",
        also=_REFERENCES,
    ),
    rule(
        "names by convention",
        """
        SELECT t.name || '.' || k.conname AS object, t.relname AS table
        FROM pg_catalog.pg_constraint k JOIN relation t ON t.oid = k.conrelid
        WHERE t.schema NOT IN (:jobs, :migrations) AND k.contype IN ('p', 'f', 'u', 'c', 'x')
          AND k.conparentid = 0 AND NOT CASE k.contype
            WHEN 'p' THEN k.conname = left('pk_' || t.relname, 63)
            WHEN 'f' THEN starts_with(k.conname, left('fk_' || t.relname || '_', 55))
            WHEN 'c' THEN starts_with(k.conname, left('ck_' || t.relname || '_', 55))
            ELSE starts_with(k.conname, left('uq_' || t.relname || '_', 55)) END
        UNION ALL
        SELECT i.name, t.relname FROM pg_catalog.pg_index x
        JOIN relation i ON i.oid = x.indexrelid JOIN relation t ON t.oid = x.indrelid
        WHERE t.schema NOT IN (:jobs, :migrations) AND t.relkind IN ('r', 'p')
          AND NOT starts_with(i.relname, left('ix_' || t.relname || '_', 55))
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.oid)
        """,
        "name it pk_{table}, or fk_, uq_, ck_, ix_{table}_…: errors are told apart by these names",
    ),
)
