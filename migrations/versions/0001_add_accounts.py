"""Add bureaus, accounts, sessions, the calendar, the outbox and idempotency keys."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    add_bureaus()
    add_accounts()
    add_web_sessions()
    add_login_attempts()
    add_calendar_days()
    add_idempotency_keys()
    add_outbox()


def downgrade() -> None:
    """Loses all rows of these tables."""
    op.drop_table("outbox")
    op.drop_table("idempotency_keys")
    op.drop_table("calendar_days")
    op.drop_table("login_attempts")
    op.drop_table("web_sessions")
    op.drop_table("accounts")
    op.drop_table("bureaus")


def add_bureaus() -> None:
    op.create_table(
        "bureaus",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("short_name", sa.String(length=8), nullable=False),
        sa.Column("field_mark", sa.String(length=8), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.CheckConstraint("level IN ('city', 'county')", name=op.f("ck_bureaus_level_known")),
        sa.PrimaryKeyConstraint("id", name="pk_bureaus"),
        sa.UniqueConstraint("region_code", name="uq_bureaus_region_code"),
    )


def add_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("bureau_region", sa.String(length=6), nullable=True),
        sa.Column("roles", JSON, nullable=False),
        sa.Column("certificate_no", sa.String(length=40), nullable=False),
        sa.Column("legal_qualified", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone_sealed", sa.String(length=400), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("password_changed_at", MOMENT, nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.CheckConstraint(
            "kind <> 'officer' OR bureau_region IS NOT NULL", name=op.f("ck_accounts_officer_has_bureau")
        ),
        sa.CheckConstraint(
            "kind = 'officer' OR bureau_region IS NULL", name=op.f("ck_accounts_only_officer_has_bureau")
        ),
        sa.CheckConstraint("kind IN ('public', 'officer', 'system')", name=op.f("ck_accounts_kind_known")),
        sa.CheckConstraint("failed_count >= 0", name=op.f("ck_accounts_failed_count_not_negative")),
        sa.CheckConstraint("username = lower(username)", name=op.f("ck_accounts_username_folded")),
        sa.ForeignKeyConstraint(["bureau_region"], ["bureaus.region_code"], name="fk_accounts_bureau_region"),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("public_id", name="uq_accounts_public_id"),
        sa.UniqueConstraint("username", name="uq_accounts_username"),
    )


def add_web_sessions() -> None:
    op.create_table(
        "web_sessions",
        sa.Column("id_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("data", JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_web_sessions_account_id"),
        sa.PrimaryKeyConstraint("id_hash", name="pk_web_sessions"),
    )
    op.create_index("ix_web_sessions_account_id", "web_sessions", ["account_id"])
    op.create_index("ix_web_sessions_expires_at", "web_sessions", ["expires_at"])


def add_login_attempts() -> None:
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login_attempts"),
    )
    op.create_index("ix_login_attempts_key_at", "login_attempts", ["key", "at"])


def add_calendar_days() -> None:
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_calendar_days"),
    )


def add_idempotency_keys() -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor_key", sa.String(length=64), nullable=False),
        sa.Column("route", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("location", sa.String(length=300), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_idempotency_keys"),
        sa.UniqueConstraint("actor_key", "route", "key", name="uq_idempotency_keys_actor_key_route_key"),
    )


def add_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("dedupe_key", sa.String(length=160), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("available_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.Column("delivered_at", MOMENT, nullable=True),
        sa.Column("dead_at", MOMENT, nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_outbox_attempts_not_negative")),
        sa.CheckConstraint(
            "delivered_at IS NULL OR dead_at IS NULL", name=op.f("ck_outbox_delivered_or_dead")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("dedupe_key", name="uq_outbox_dedupe_key"),
        sa.UniqueConstraint("uid", name="uq_outbox_uid"),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["available_at"],
        sqlite_where=sa.text("delivered_at IS NULL AND dead_at IS NULL"),
        postgresql_where=sa.text("delivered_at IS NULL AND dead_at IS NULL"),
    )
