"""Keys, unique rules and references that reach across the wall."""

from tenants.isolation import POLICY
from tests.isolation.breaches import breach, new_table

KEYS = (
    breach(
        "single-column foreign key",
        "ALTER TABLE tenant.family ADD CONSTRAINT uq_family_id UNIQUE (id)",
        "ALTER TABLE tenant.family_file DROP CONSTRAINT fk_family_file_tenant_id_family_id",
        "ALTER TABLE tenant.family_file ADD CONSTRAINT fk_family_file_family_id"
        " FOREIGN KEY (family_id) REFERENCES tenant.family (id)",
        faults={
            "tenant.uq_family_id": "unique within a tenant",
            "tenant.family_file.fk_family_file_family_id": "reference within a tenant",
        },
    ),
    breach(
        "crossed foreign key",
        *new_table(
            "tenant.badge",
            "number int, CONSTRAINT uq_badge_number UNIQUE (number, tenant_id),",
        ),
        "ALTER TABLE tenant.pilot ADD CONSTRAINT fk_pilot_tenant_id_target FOREIGN KEY"
        " (tenant_id, target) REFERENCES tenant.badge (number, tenant_id)",
        faults={"tenant.pilot.fk_pilot_tenant_id_target": "reference within a tenant"},
    ),
    breach(
        "global unique",
        "ALTER TABLE tenant.invitation ADD CONSTRAINT uq_invitation_email UNIQUE (email)",
        faults={"tenant.uq_invitation_email": "unique within a tenant"},
    ),
    breach(
        "global unique index on part of the rows",
        "CREATE UNIQUE INDEX ix_invitation_email ON tenant.invitation (email)"
        " WHERE used_at IS NULL",
        faults={"tenant.ix_invitation_email": "unique within a tenant"},
    ),
    breach(
        "global unique index on an expression",
        "CREATE UNIQUE INDEX ix_invitation_email ON tenant.invitation"
        " (lower(email), mod(tenant_id, 2))",
        faults={"tenant.ix_invitation_email": "unique within a tenant"},
    ),
    breach(
        "unique that only carries the tenant along",
        "CREATE UNIQUE INDEX ix_invitation_email ON tenant.invitation (email) INCLUDE (tenant_id)",
        faults={"tenant.ix_invitation_email": "unique within a tenant"},
    ),
    breach(
        "global exclusion",
        "ALTER TABLE tenant.pilot ADD CONSTRAINT uq_pilot_period"
        " EXCLUDE USING gist (daterange(starts_on, ends_on) WITH &&) WHERE (target < 0)",
        faults={"tenant.uq_pilot_period": "unique within a tenant"},
    ),
    breach(
        "wrong primary key",
        "ALTER TABLE tenant.pilot DROP CONSTRAINT pk_pilot",
        "ALTER TABLE tenant.pilot ADD CONSTRAINT pk_pilot PRIMARY KEY (id, tenant_id)",
        faults={"tenant.pilot": "primary key"},
    ),
    breach(
        "no primary key",
        "ALTER TABLE tenant.pilot DROP CONSTRAINT pk_pilot",
        faults={"tenant.pilot": "primary key"},
    ),
    breach(
        "tenant_id of another type",
        "DROP POLICY tenant_wall ON tenant.pilot",
        "ALTER TABLE tenant.pilot ALTER tenant_id TYPE bigint",
        f"CREATE POLICY tenant_wall ON tenant.pilot USING ({POLICY}) WITH CHECK ({POLICY})",
        faults={"tenant.pilot": "tenant_id"},
    ),
    breach(
        "a tenant that need not exist",
        "ALTER TABLE tenant.pilot DROP CONSTRAINT fk_pilot_tenant_id",
        faults={"tenant.pilot": "tenant of the registry"},
    ),
    breach(
        "reference from the registry",
        "ALTER TABLE platform.identity ADD home int, ADD CONSTRAINT fk_identity_home"
        " FOREIGN KEY (home, id) REFERENCES tenant.family (tenant_id, id)",
        faults={"platform.identity.fk_identity_home": "no reference into the wall"},
    ),
    breach(
        "reference to the queue",
        "ALTER TABLE tenant.message ADD job bigint, ADD CONSTRAINT fk_message_job"
        " FOREIGN KEY (job) REFERENCES jobs.procrastinate_jobs (id)",
        faults={"tenant.message.fk_message_job": "reference to the registry only"},
    ),
    breach(
        "reference not validated",
        "ALTER TABLE tenant.pilot DROP CONSTRAINT fk_pilot_tenant_id",
        "ALTER TABLE tenant.pilot ADD CONSTRAINT fk_pilot_tenant_id FOREIGN KEY (tenant_id)"
        " REFERENCES platform.tenant (id) NOT VALID",
        faults={"tenant.pilot.fk_pilot_tenant_id": "reference that holds"},
    ),
    breach(
        "SET NULL on all columns",
        "ALTER TABLE tenant.intake DROP CONSTRAINT fk_intake_tenant_id_author_id",
        "ALTER TABLE tenant.intake ADD CONSTRAINT fk_intake_tenant_id_author_id FOREIGN KEY"
        " (tenant_id, author_id) REFERENCES tenant.membership (tenant_id, id) ON DELETE SET NULL",
        faults={"tenant.intake.fk_intake_tenant_id_author_id": "what a deletion blanks"},
    ),
    breach(
        "a name by the system",
        "ALTER TABLE tenant.pilot ADD CHECK (target > 0)",
        "ALTER TABLE tenant.message ADD UNIQUE (tenant_id, sent_at)",
        "CREATE INDEX ON tenant.family (tenant_id, place)",
        faults={
            "tenant.pilot.pilot_target_check": "names by convention",
            "tenant.message.message_tenant_id_sent_at_key": "names by convention",
            "tenant.family_tenant_id_place_idx": "names by convention",
        },
    ),
)
