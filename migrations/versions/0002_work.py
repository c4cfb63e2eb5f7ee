"""The work: accounts, families, referrals, couplings and evaluations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants.isolation import composite_reference, create_tenant_table, unique
from tenants.roles import APPLICATION, CONSOLE

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of core: identities in the registry, all others behind the wall."""
    _accounts()
    _staff()
    _families()
    _referrals()
    _intakes()
    _matching()
    _couplings()
    _contacts()


def _accounts() -> None:
    op.create_table(
        "identity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=True),
        sa.Column("password_set_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_identity"),
        sa.UniqueConstraint("email", name="uq_identity_email"),
        schema="platform",
    )

    op.create_table(
        "login_attempt",
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failure_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_login_attempt"),
        schema="platform",
    )

    op.create_table(
        "one_time_link",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("identity_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(12), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["identity_id"], ["platform.identity.id"], name="fk_one_time_link_identity_id"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_one_time_link"),
        schema="platform",
    )

    op.create_table(
        "operator",
        sa.Column("identity_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["identity_id"], ["platform.identity.id"], name="fk_operator_identity_id"
        ),
        sa.PrimaryKeyConstraint("identity_id", name="pk_operator"),
        schema="platform",
    )

    op.create_table(
        "operator_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("identity_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["identity_id"], ["platform.identity.id"], name="fk_operator_session_identity_id"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_operator_session"),
        schema="platform",
    )

    op.execute(f"GRANT SELECT, INSERT, UPDATE ON platform.identity TO {APPLICATION}, {CONSOLE}")
    op.execute(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON platform.login_attempt, platform.one_time_link"
        f" TO {APPLICATION}, {CONSOLE}"
    )
    op.execute(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON platform.operator, platform.operator_session"
        f" TO {CONSOLE}"
    )


def _staff() -> None:
    create_tenant_table(
        op,
        "membership",
        sa.Column("identity_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["identity_id"], ["platform.identity.id"], name="fk_membership_identity_id"
        ),
        unique("identity_id"),
    )

    create_tenant_table(
        op,
        "account_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        composite_reference("membership_id", "membership", "CASCADE"),
        unique("token_hash"),
    )
    op.create_index(
        "ix_account_session_tenant_id_membership_id",
        "account_session",
        ["tenant_id", "membership_id"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "invitation",
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        composite_reference("invited_by", "membership", "SET NULL"),
        unique("token_hash"),
    )
    op.create_index(
        "ix_invitation_tenant_id_invited_by",
        "invitation",
        ["tenant_id", "invited_by"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "message",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("recipient", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.String(160), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("last_error", sa.String(200), nullable=True),
    )

    create_tenant_table(
        op,
        "programme",
        sa.Column("contact_name", sa.String(80), nullable=False),
        sa.Column("contact_phone", sa.String(20), nullable=False),
        sa.Column("contact_hours", sa.String(120), nullable=False),
        sa.Column("reaction_days", sa.SmallInteger(), nullable=False),
        sa.Column("silence_weeks", sa.SmallInteger(), nullable=False),
        sa.Column("vog_months", sa.SmallInteger(), nullable=False),
    )

    create_tenant_table(
        op,
        "pilot",
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("target", sa.SmallInteger(), nullable=False),
        sa.Column("budget_cents", sa.BigInteger(), nullable=False),
        sa.Column("spent_cents", sa.BigInteger(), nullable=False),
        sa.Column("spent_until", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_pilot_period")),
    )


def _families() -> None:
    create_tenant_table(
        op,
        "family",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("place", sa.String(60), nullable=False),
        sa.Column("postcode4", sa.String(4), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("reciprocity", sa.LargeBinary(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
    )
    op.create_index("ix_family_tenant_id_name", "family", ["tenant_id", "name"], schema="tenant")
    create_tenant_table(
        op,
        "family_file",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("coordinator_id", sa.Uuid(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_reason", sa.String(40), nullable=True),
        composite_reference("coordinator_id", "membership", "SET NULL"),
        composite_reference("family_id", "family", "CASCADE"),
        unique("family_id", "role"),
    )
    op.create_index(
        "ix_family_file_tenant_id_coordinator_id",
        "family_file",
        ["tenant_id", "coordinator_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_family_file_tenant_id_family_id",
        "family_file",
        ["tenant_id", "family_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_family_file_tenant_id_role_opened_on",
        "family_file",
        ["tenant_id", "role", "opened_on"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "file_access",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        composite_reference("family_id", "family", "CASCADE"),
        composite_reference("membership_id", "membership", "CASCADE"),
        unique("family_id", "membership_id", "on_date", "role"),
    )
    op.create_index(
        "ix_file_access_tenant_id_family_id",
        "file_access",
        ["tenant_id", "family_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_file_access_tenant_id_membership_id",
        "file_access",
        ["tenant_id", "membership_id"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "family_member",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("first_name", sa.String(60), nullable=False),
        sa.Column("last_name", sa.String(80), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("lives_elsewhere", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("email_index", sa.LargeBinary(), nullable=True),
        sa.Column("message_safe", sa.Boolean(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("health", sa.LargeBinary(), nullable=True),
        composite_reference("family_id", "family", "CASCADE"),
    )
    op.create_index(
        "ix_family_member_tenant_id_email_index",
        "family_member",
        ["tenant_id", "email_index"],
        schema="tenant",
    )
    op.create_index(
        "ix_family_member_tenant_id_family_id",
        "family_member",
        ["tenant_id", "family_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_family_member_tenant_id_phone_index",
        "family_member",
        ["tenant_id", "phone_index"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "consent",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.String(30), nullable=False),
        sa.Column("given_by", sa.String(80), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        composite_reference("family_id", "family", "CASCADE"),
        composite_reference("member_id", "family_member", "CASCADE"),
    )
    op.create_index(
        "ix_consent_tenant_id_family_id", "consent", ["tenant_id", "family_id"], schema="tenant"
    )
    op.create_index(
        "ix_consent_tenant_id_member_id", "consent", ["tenant_id", "member_id"], schema="tenant"
    )


def _referrals() -> None:
    create_tenant_table(
        op,
        "referrer",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("function", sa.String(80), nullable=False),
        sa.Column("organisation", sa.String(120), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("contact_index", sa.LargeBinary(), nullable=True),
    )
    op.create_index(
        "ix_referrer_tenant_id_contact_index",
        "referrer",
        ["tenant_id", "contact_index"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "referral",
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("channel_key", sa.String(40), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("variant", sa.String(40), nullable=False),
        sa.Column("variant_version", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("respond_by", sa.Date(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("first_name", sa.String(60), nullable=False),
        sa.Column("family_name", sa.String(80), nullable=False),
        sa.Column("reach", sa.String(8), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("contact_index", sa.LargeBinary(), nullable=True),
        sa.Column("message_safe", sa.Boolean(), nullable=True),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("postcode4", sa.String(4), nullable=False),
        sa.Column("wishes", postgresql.JSONB(), nullable=False),
        sa.Column("story", sa.LargeBinary(), nullable=True),
        sa.Column("joins_talk", sa.String(8), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("referrer_id", sa.Uuid(), nullable=True),
        sa.Column("family_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_reason", sa.String(40), nullable=True),
        sa.Column("decision_note", sa.LargeBinary(), nullable=True),
        sa.Column("referred_to", sa.String(120), nullable=True),
        composite_reference("decided_by", "membership", "SET NULL"),
        composite_reference("family_id", "family", "SET NULL"),
        composite_reference("referrer_id", "referrer", "SET NULL"),
    )
    op.create_index(
        "ix_referral_tenant_id_contact_index",
        "referral",
        ["tenant_id", "contact_index"],
        schema="tenant",
    )
    op.create_index(
        "ix_referral_tenant_id_decided_by", "referral", ["tenant_id", "decided_by"], schema="tenant"
    )
    op.create_index(
        "ix_referral_tenant_id_family_id", "referral", ["tenant_id", "family_id"], schema="tenant"
    )
    op.create_index(
        "ix_referral_tenant_id_referrer_id",
        "referral",
        ["tenant_id", "referrer_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_referral_tenant_id_state_received_on",
        "referral",
        ["tenant_id", "state", "received_on"],
        schema="tenant",
    )


def _intakes() -> None:
    create_tenant_table(
        op,
        "intake",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("variant", sa.String(40), nullable=False),
        sa.Column("variant_version", sa.SmallInteger(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("suitability", sa.String(20), nullable=False),
        sa.Column("suitability_reason", sa.LargeBinary(), nullable=True),
        sa.Column("formal_help", postgresql.JSONB(), nullable=False),
        sa.Column("prevention_kind", sa.String(20), nullable=True),
        sa.Column("goals", sa.LargeBinary(), nullable=True),
        composite_reference("author_id", "membership", "SET NULL"),
        composite_reference("family_id", "family", "CASCADE"),
        unique("family_id", "role"),
    )
    op.create_index(
        "ix_intake_tenant_id_author_id", "intake", ["tenant_id", "author_id"], schema="tenant"
    )
    op.create_index(
        "ix_intake_tenant_id_family_id", "intake", ["tenant_id", "family_id"], schema="tenant"
    )
    create_tenant_table(
        op,
        "safety_check",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        composite_reference("author_id", "membership", "SET NULL"),
        composite_reference("family_id", "family", "CASCADE"),
    )
    op.create_index(
        "ix_safety_check_tenant_id_author_id",
        "safety_check",
        ["tenant_id", "author_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_safety_check_tenant_id_family_id",
        "safety_check",
        ["tenant_id", "family_id"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "vog_record",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("seen_by", sa.Uuid(), nullable=True),
        sa.Column("repeat_on", sa.Date(), nullable=True),
        composite_reference("member_id", "family_member", "CASCADE"),
        composite_reference("seen_by", "membership", "SET NULL"),
        unique("member_id"),
    )
    op.create_index(
        "ix_vog_record_tenant_id_member_id",
        "vog_record",
        ["tenant_id", "member_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_vog_record_tenant_id_seen_by", "vog_record", ["tenant_id", "seen_by"], schema="tenant"
    )


def _matching() -> None:
    create_tenant_table(
        op,
        "support_request",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.String(8), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("forms", postgresql.JSONB(), nullable=False),
        sa.Column("dayparts", sa.Integer(), nullable=False),
        sa.Column("per_week", sa.SmallInteger(), nullable=False),
        sa.Column("max_km", sa.SmallInteger(), nullable=False),
        sa.Column("avoid_pets", postgresql.JSONB(), nullable=True),
        sa.Column("avoid_smoking", sa.Boolean(), nullable=False),
        sa.Column("required_language", sa.String(20), nullable=True),
        sa.Column("wishes", sa.LargeBinary(), nullable=True),
        sa.Column("urgency", sa.SmallInteger(), nullable=False),
        sa.Column("urgency_reason", sa.LargeBinary(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.CheckConstraint("urgency BETWEEN 0 AND 3", name=op.f("ck_support_request_urgency")),
        composite_reference("family_id", "family", "CASCADE"),
        composite_reference("member_id", "family_member", "SET NULL"),
    )
    op.create_index(
        "ix_support_request_tenant_id_family_id",
        "support_request",
        ["tenant_id", "family_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_support_request_tenant_id_member_id",
        "support_request",
        ["tenant_id", "member_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_support_request_tenant_id_state_since",
        "support_request",
        ["tenant_id", "state", "since"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "support_offer",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("subjects", postgresql.JSONB(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("forms", postgresql.JSONB(), nullable=False),
        sa.Column("dayparts", sa.Integer(), nullable=False),
        sa.Column("per_week", sa.SmallInteger(), nullable=False),
        sa.Column("max_km", sa.SmallInteger(), nullable=False),
        sa.Column("age_from", sa.SmallInteger(), nullable=False),
        sa.Column("age_to", sa.SmallInteger(), nullable=False),
        sa.Column("capacity", sa.SmallInteger(), nullable=False),
        sa.Column("pets", postgresql.JSONB(), nullable=True),
        sa.Column("smokes", sa.Boolean(), nullable=True),
        sa.Column("languages", postgresql.JSONB(), nullable=False),
        sa.Column("own_experience", sa.LargeBinary(), nullable=True),
        sa.Column("experience_may_match", sa.Boolean(), nullable=False),
        sa.Column("foster_care", sa.String(20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.CheckConstraint("capacity BETWEEN 1 AND 3", name=op.f("ck_support_offer_capacity")),
        composite_reference("family_id", "family", "CASCADE"),
    )
    op.create_index(
        "ix_support_offer_tenant_id_family_id",
        "support_offer",
        ["tenant_id", "family_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_support_offer_tenant_id_state_since",
        "support_offer",
        ["tenant_id", "state", "since"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "exclusion",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        composite_reference("offer_id", "support_offer", "CASCADE"),
        composite_reference("request_id", "support_request", "CASCADE"),
        unique("request_id", "offer_id"),
    )
    op.create_index(
        "ix_exclusion_tenant_id_offer_id", "exclusion", ["tenant_id", "offer_id"], schema="tenant"
    )
    op.create_index(
        "ix_exclusion_tenant_id_request_id",
        "exclusion",
        ["tenant_id", "request_id"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "match_proposal",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("chosen_by", sa.Uuid(), nullable=True),
        sa.Column("chosen_on", sa.Date(), nullable=False),
        sa.Column("blockers", postgresql.JSONB(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(12), nullable=False),
        composite_reference("chosen_by", "membership", "SET NULL"),
        composite_reference("offer_id", "support_offer", "CASCADE"),
        composite_reference("request_id", "support_request", "CASCADE"),
    )
    op.create_index(
        "ix_match_proposal_tenant_id_chosen_by",
        "match_proposal",
        ["tenant_id", "chosen_by"],
        schema="tenant",
    )
    op.create_index(
        "ix_match_proposal_tenant_id_offer_id",
        "match_proposal",
        ["tenant_id", "offer_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_match_proposal_tenant_id_request_id",
        "match_proposal",
        ["tenant_id", "request_id"],
        schema="tenant",
    )


def _couplings() -> None:
    create_tenant_table(
        op,
        "coupling",
        sa.Column("proposal_id", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("asking_family_id", sa.Uuid(), nullable=False),
        sa.Column("offering_family_id", sa.Uuid(), nullable=False),
        sa.Column("variant", sa.String(40), nullable=False),
        sa.Column("variant_version", sa.SmallInteger(), nullable=False),
        sa.Column("phase", sa.String(12), nullable=False),
        sa.Column("introduction_on", sa.Date(), nullable=False),
        sa.Column("trial_from", sa.Date(), nullable=True),
        sa.Column("trial_until", sa.Date(), nullable=True),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(40), nullable=True),
        sa.Column("ended_early", sa.Boolean(), nullable=False),
        sa.Column("end_note", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "phase <> 'ended' OR end_reason IS NOT NULL", name=op.f("ck_coupling_end_reason")
        ),
        sa.CheckConstraint(
            "(phase = 'ended') = (ended_on IS NOT NULL)", name=op.f("ck_coupling_ended")
        ),
        sa.CheckConstraint(
            "phase NOT IN ('trial', 'active') OR trial_from IS NOT NULL",
            name=op.f("ck_coupling_made"),
        ),
        composite_reference("asking_family_id", "family"),
        composite_reference("offer_id", "support_offer"),
        composite_reference("offering_family_id", "family"),
        composite_reference("proposal_id", "match_proposal", "SET NULL"),
        composite_reference("request_id", "support_request"),
    )
    op.create_index(
        "ix_coupling_tenant_id_asking_family_id",
        "coupling",
        ["tenant_id", "asking_family_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_coupling_tenant_id_offer_id", "coupling", ["tenant_id", "offer_id"], schema="tenant"
    )
    op.create_index(
        "ix_coupling_tenant_id_offering_family_id",
        "coupling",
        ["tenant_id", "offering_family_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_coupling_tenant_id_phase", "coupling", ["tenant_id", "phase"], schema="tenant"
    )
    op.create_index(
        "ix_coupling_tenant_id_proposal_id",
        "coupling",
        ["tenant_id", "proposal_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_coupling_tenant_id_request_id", "coupling", ["tenant_id", "request_id"], schema="tenant"
    )
    create_tenant_table(
        op,
        "coupling_answer",
        sa.Column("coupling_id", sa.Uuid(), nullable=False),
        sa.Column("moment", sa.String(20), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("says_yes", sa.Boolean(), nullable=False),
        sa.Column("children_heard", sa.Boolean(), nullable=False),
        sa.Column("quote", sa.LargeBinary(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        composite_reference("author_id", "membership", "SET NULL"),
        composite_reference("coupling_id", "coupling", "CASCADE"),
        unique("coupling_id", "moment", "side"),
    )
    op.create_index(
        "ix_coupling_answer_tenant_id_author_id",
        "coupling_answer",
        ["tenant_id", "author_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_coupling_answer_tenant_id_coupling_id",
        "coupling_answer",
        ["tenant_id", "coupling_id"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "phase_change",
        sa.Column("coupling_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.SmallInteger(), nullable=False),
        sa.Column("from_phase", sa.String(12), nullable=True),
        sa.Column("to_phase", sa.String(12), nullable=False),
        sa.Column("is_back", sa.Boolean(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("warnings", postgresql.JSONB(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        composite_reference("author_id", "membership", "SET NULL"),
        composite_reference("coupling_id", "coupling", "CASCADE"),
        unique("coupling_id", "seq"),
    )
    op.create_index(
        "ix_phase_change_tenant_id_author_id",
        "phase_change",
        ["tenant_id", "author_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_phase_change_tenant_id_coupling_id",
        "phase_change",
        ["tenant_id", "coupling_id"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "agreement",
        sa.Column("coupling_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("items", sa.LargeBinary(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("contract_on", sa.Date(), nullable=True),
        composite_reference("author_id", "membership", "SET NULL"),
        composite_reference("coupling_id", "coupling", "CASCADE"),
        unique("coupling_id", "version"),
    )
    op.create_index(
        "ix_agreement_tenant_id_author_id", "agreement", ["tenant_id", "author_id"], schema="tenant"
    )
    op.create_index(
        "ix_agreement_tenant_id_coupling_id",
        "agreement",
        ["tenant_id", "coupling_id"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "evaluation",
        sa.Column("coupling_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("variant", sa.String(40), nullable=False),
        sa.Column("variant_version", sa.SmallInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        composite_reference("coupling_id", "coupling", "CASCADE"),
        unique("coupling_id", "kind", "due_on"),
    )
    op.create_index(
        "ix_evaluation_tenant_id_coupling_id",
        "evaluation",
        ["tenant_id", "coupling_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_evaluation_tenant_id_state_due_on",
        "evaluation",
        ["tenant_id", "state", "due_on"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "evaluation_answer",
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("satisfied", sa.String(20), nullable=True),
        sa.Column("child_satisfied", sa.String(20), nullable=True),
        sa.Column("too_heavy", sa.String(20), nullable=True),
        sa.Column("safety", sa.String(20), nullable=True),
        sa.Column("formal_help", sa.String(20), nullable=True),
        sa.Column("go_on", sa.String(20), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        composite_reference("author_id", "membership", "SET NULL"),
        composite_reference("evaluation_id", "evaluation", "CASCADE"),
        unique("evaluation_id", "side"),
    )
    op.create_index(
        "ix_evaluation_answer_tenant_id_author_id",
        "evaluation_answer",
        ["tenant_id", "author_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_evaluation_answer_tenant_id_evaluation_id",
        "evaluation_answer",
        ["tenant_id", "evaluation_id"],
        schema="tenant",
    )


def _contacts() -> None:
    create_tenant_table(
        op,
        "contact_moment",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("coupling_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("way", sa.String(8), nullable=False),
        sa.Column("with_whom", sa.String(120), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("follow_up_done_on", sa.Date(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        composite_reference("author_id", "membership", "SET NULL"),
        composite_reference("coupling_id", "coupling", "SET NULL"),
        composite_reference("family_id", "family", "CASCADE"),
    )
    op.create_index(
        "ix_contact_moment_tenant_id_author_id",
        "contact_moment",
        ["tenant_id", "author_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_contact_moment_tenant_id_coupling_id",
        "contact_moment",
        ["tenant_id", "coupling_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_contact_moment_tenant_id_family_id",
        "contact_moment",
        ["tenant_id", "family_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_contact_moment_tenant_id_family_id_on_date",
        "contact_moment",
        ["tenant_id", "family_id", "on_date"],
        schema="tenant",
    )
    create_tenant_table(
        op,
        "appointment",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("coupling_id", sa.Uuid(), nullable=True),
        sa.Column("evaluation_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(14), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("at_time", sa.Time(), nullable=True),
        sa.Column("where", sa.String(120), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        composite_reference("coupling_id", "coupling", "CASCADE"),
        composite_reference("evaluation_id", "evaluation", "CASCADE"),
        composite_reference("family_id", "family", "CASCADE"),
    )
    op.create_index(
        "ix_appointment_tenant_id_coupling_id",
        "appointment",
        ["tenant_id", "coupling_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_appointment_tenant_id_evaluation_id",
        "appointment",
        ["tenant_id", "evaluation_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_appointment_tenant_id_family_id",
        "appointment",
        ["tenant_id", "family_id"],
        schema="tenant",
    )
    op.create_index(
        "ix_appointment_tenant_id_state_on_date",
        "appointment",
        ["tenant_id", "state", "on_date"],
        schema="tenant",
    )


def downgrade() -> None:
    """Take the tables away, those that refer to others first."""
    for name in (
        "appointment",
        "contact_moment",
        "evaluation_answer",
        "evaluation",
        "agreement",
        "phase_change",
        "coupling_answer",
        "coupling",
        "match_proposal",
        "exclusion",
        "support_offer",
        "support_request",
        "vog_record",
        "safety_check",
        "intake",
        "referral",
        "referrer",
        "consent",
        "family_member",
        "file_access",
        "family_file",
        "family",
        "pilot",
        "programme",
        "message",
        "invitation",
        "account_session",
        "membership",
    ):
        op.drop_table(name, schema="tenant")
    for name in ("login_attempt", "one_time_link", "operator_session", "operator", "identity"):
        op.drop_table(name, schema="platform")
