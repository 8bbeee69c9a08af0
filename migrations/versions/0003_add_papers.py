"""Add issued papers with their numbers and access codes, and the legal clocks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    add_documents()
    add_number_counters()
    add_document_numbers()
    add_access_codes()
    add_deadlines()


def downgrade() -> None:
    """Loses all rows of these tables."""
    op.drop_table("deadlines")
    op.drop_table("access_codes")
    op.drop_table("document_numbers")
    op.drop_table("number_counters")
    op.drop_table("documents")


def add_documents() -> None:
    rules = (
        sa.CheckConstraint(
            "status <> 'rendered' OR rendered_at IS NOT NULL", name=op.f("ck_documents_rendered_has_moment")
        ),
        sa.CheckConstraint(
            "status IN ('issued', 'rendered', 'failed', 'void')", name=op.f("ck_documents_status_known")
        ),
        sa.CheckConstraint(
            "(rendered_at IS NULL) = (sha256 IS NULL)", name=op.f("ck_documents_rendered_has_digest")
        ),
        sa.CheckConstraint(
            "(rendered_at IS NULL) = (storage_key IS NULL)", name=op.f("ck_documents_rendered_has_file")
        ),
        sa.CheckConstraint("pages IS NULL OR pages > 0", name=op.f("ck_documents_pages_positive")),
        sa.CheckConstraint("size IS NULL OR size > 0", name=op.f("ck_documents_size_positive")),
        sa.ForeignKeyConstraint(
            ["bureau_region"], ["bureaus.region_code"], name="fk_documents_bureau_region"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_documents_case_id"),
        sa.ForeignKeyConstraint(["issued_by_id"], ["accounts.id"], name="fk_documents_issued_by_id"),
        sa.ForeignKeyConstraint(["proceeding_id"], ["proceedings.id"], name="fk_documents_proceeding_id"),
        sa.ForeignKeyConstraint(["recipient_id"], ["parties.id"], name="fk_documents_recipient_id"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("public_id", name="uq_documents_public_id"),
        sa.UniqueConstraint("verify_code", name="uq_documents_verify_code"),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("proceeding_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=True),
        sa.Column("bureau_region", sa.String(length=6), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("data", JSON, nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("storage_key", sa.String(length=100), nullable=True),
        sa.Column("rendered_at", MOMENT, nullable=True),
        sa.Column("verify_code", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *rules,
    )
    op.create_index("ix_documents_case_id", "documents", ["case_id"])
    op.create_index("ix_documents_proceeding_id", "documents", ["proceeding_id"])
    op.create_index("ix_documents_recipient_id", "documents", ["recipient_id"])
    op.create_index(
        "uq_documents_number",
        "documents",
        ["number"],
        unique=True,
        sqlite_where=sa.text("number IS NOT NULL"),
        postgresql_where=sa.text("number IS NOT NULL"),
    )


def add_number_counters() -> None:
    op.create_table(
        "number_counters",
        sa.Column("bureau_region", sa.String(length=6), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last >= 0", name=op.f("ck_number_counters_last_not_negative")),
        sa.PrimaryKeyConstraint("bureau_region", "code", "year", name="pk_number_counters"),
    )


def add_document_numbers() -> None:
    op.create_table(
        "document_numbers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bureau_region", sa.String(length=6), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "document_id IS NOT NULL OR void_reason <> ''", name=op.f("ck_document_numbers_given_or_void")
        ),
        sa.CheckConstraint("seq > 0", name=op.f("ck_document_numbers_seq_positive")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_document_numbers_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_document_numbers"),
        sa.UniqueConstraint(
            "bureau_region", "code", "year", "seq", name="uq_document_numbers_bureau_region_code_year_seq"
        ),
    )
    op.create_index("ix_document_numbers_document_id", "document_numbers", ["document_id"])


def add_access_codes() -> None:
    op.create_table(
        "access_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.CheckConstraint("failed_count >= 0", name=op.f("ck_access_codes_failed_count_not_negative")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_access_codes_document_id"),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name="fk_access_codes_party_id"),
        sa.PrimaryKeyConstraint("id", name="pk_access_codes"),
        sa.UniqueConstraint("document_id", "party_id", name="uq_access_codes_document_id_party_id"),
    )
    op.create_index("ix_access_codes_code_hash", "access_codes", ["code_hash"])
    op.create_index("ix_access_codes_party_id", "access_codes", ["party_id"])


def add_deadlines() -> None:
    op.create_table(
        "deadlines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("proceeding_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(length=32), nullable=False),
        sa.Column("rule_valid_from", sa.Date(), nullable=True),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("warn_on", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("extensions", JSON, nullable=False),
        sa.Column("exclusions", JSON, nullable=False),
        sa.Column("steps", JSON, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("confidence", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "(status = 'paused') = (paused_on IS NOT NULL)", name=op.f("ck_deadlines_paused_has_day")
        ),
        sa.CheckConstraint(
            "(status IN ('running', 'paused')) = (ended_on IS NULL)", name=op.f("ck_deadlines_over_has_day")
        ),
        sa.CheckConstraint(
            "status IN ('running', 'paused', 'met', 'missed', 'ended')",
            name=op.f("ck_deadlines_status_known"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_deadlines_case_id"),
        sa.ForeignKeyConstraint(["proceeding_id"], ["proceedings.id"], name="fk_deadlines_proceeding_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deadlines"),
        sa.UniqueConstraint("public_id", name="uq_deadlines_public_id"),
    )
    op.create_index("ix_deadlines_case_id", "deadlines", ["case_id"])
    op.create_index("ix_deadlines_proceeding_id", "deadlines", ["proceeding_id"])
    op.create_index(
        "ix_deadlines_running",
        "deadlines",
        ["due_on"],
        sqlite_where=sa.text("status = 'running'"),
        postgresql_where=sa.text("status = 'running'"),
    )
