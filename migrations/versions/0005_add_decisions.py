"""Add decisions, payments, publications and credit records."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    add_decisions()
    add_payments()
    add_publications()
    add_credit_records()


def downgrade() -> None:
    """Loses all rows of these tables."""
    op.drop_table("credit_records")
    op.drop_table("publications")
    op.drop_table("payments")
    op.drop_table("decisions")


def add_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("proceeding_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("violation_id", sa.String(length=64), nullable=False),
        sa.Column("kinds", JSON, nullable=False),
        sa.Column("fine_fen", sa.BigInteger(), nullable=False),
        sa.Column("confiscated_gains_fen", sa.BigInteger(), nullable=False),
        sa.Column("confiscated_goods", sa.String(length=500), nullable=False),
        sa.Column("confiscated_goods_fen", sa.BigInteger(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.CheckConstraint("confiscated_gains_fen >= 0", name=op.f("ck_decisions_gains_not_negative")),
        sa.CheckConstraint("confiscated_goods_fen >= 0", name=op.f("ck_decisions_goods_not_negative")),
        sa.CheckConstraint("fine_fen >= 0", name=op.f("ck_decisions_fine_not_negative")),
        sa.CheckConstraint(
            "served_on IS NULL OR served_on >= decided_on", name=op.f("ck_decisions_served_after_decided")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_decisions_case_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_decisions_document_id"),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name="fk_decisions_party_id"),
        sa.ForeignKeyConstraint(["proceeding_id"], ["proceedings.id"], name="fk_decisions_proceeding_id"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.UniqueConstraint("proceeding_id", name="uq_decisions_proceeding_id"),
        sa.UniqueConstraint("public_id", name="uq_decisions_public_id"),
    )
    op.create_index("ix_decisions_case_id", "decisions", ["case_id"])
    op.create_index("ix_decisions_document_id", "decisions", ["document_id"])
    op.create_index("ix_decisions_party_id", "decisions", ["party_id"])


def add_payments() -> None:
    op.create_table(
        "payments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("voucher", sa.String(length=64), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_payments_amount_positive")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name="fk_payments_decision_id"),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_payments_evidence_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["accounts.id"], name="fk_payments_recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_payments"),
        sa.UniqueConstraint("decision_id", "voucher", name="uq_payments_decision_id_voucher"),
    )


def add_publications() -> None:
    rules = (
        sa.CheckConstraint(
            "status <> 'published' OR pdf_key IS NOT NULL", name=op.f("ck_publications_published_has_file")
        ),
        sa.CheckConstraint(
            "status <> 'published' OR published_at IS NOT NULL",
            name=op.f("ck_publications_published_has_moment"),
        ),
        sa.CheckConstraint(
            "status <> 'withdrawn' OR withdrawn_reason <> ''",
            name=op.f("ck_publications_withdrawn_has_reason"),
        ),
        sa.CheckConstraint(
            "status IN ('prepared', 'published', 'withdrawn', 'expired')",
            name=op.f("ck_publications_status_known"),
        ),
        sa.CheckConstraint(
            "(pdf_key IS NULL) = (pdf_sha256 IS NULL)", name=op.f("ck_publications_file_has_digest")
        ),
        sa.CheckConstraint(
            "fine_fen IS NULL OR fine_fen >= 0", name=op.f("ck_publications_fine_not_negative")
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name="fk_publications_decision_id"),
        sa.PrimaryKeyConstraint("id", name="pk_publications"),
        sa.UniqueConstraint("public_id", name="uq_publications_public_id"),
    )
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("snapshot", JSON, nullable=False),
        sa.Column("snapshot_sha256", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("party_name", sa.String(length=300), nullable=False),
        sa.Column("party_code", sa.String(length=18), nullable=False),
        sa.Column("agency", sa.String(length=100), nullable=False),
        sa.Column("violation", sa.String(length=300), nullable=False),
        sa.Column("penalty_text", sa.Text(), nullable=False),
        sa.Column("fine_fen", sa.BigInteger(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("display_until", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=300), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("pdf_key", sa.String(length=100), nullable=True),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("pdf_size", sa.Integer(), nullable=True),
        sa.Column("verify_code", sa.String(length=32), nullable=False),
        *rules,
    )
    op.create_index("ix_publications_decision_id", "publications", ["decision_id"])
    op.create_index(
        "ix_publications_shown",
        "publications",
        ["decided_on", "id"],
        sqlite_where=sa.text("status = 'published'"),
        postgresql_where=sa.text("status = 'published'"),
    )
    op.create_index("ix_publications_verify_code", "publications", ["verify_code"])
    op.create_index(
        "uq_publications_live",
        "publications",
        ["decision_id"],
        unique=True,
        sqlite_where=sa.text("status IN ('prepared', 'published')"),
        postgresql_where=sa.text("status IN ('prepared', 'published')"),
    )


def add_credit_records() -> None:
    op.create_table(
        "credit_records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("receipt", sa.String(length=200), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("delivered_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "(status = 'delivered') = (delivered_at IS NOT NULL)",
            name=op.f("ck_credit_records_delivered_has_moment"),
        ),
        sa.CheckConstraint(
            "action IN ('add', 'correct', 'withdraw', 'end_display', 'repair_result')",
            name=op.f("ck_credit_records_action_known"),
        ),
        sa.CheckConstraint(
            "status IN ('pending', 'delivered', 'rejected')", name=op.f("ck_credit_records_status_known")
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_credit_records_attempts_not_negative")),
        sa.CheckConstraint("version > 0", name=op.f("ck_credit_records_version_positive")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name="fk_credit_records_decision_id"),
        sa.PrimaryKeyConstraint("id", name="pk_credit_records"),
        sa.UniqueConstraint("idempotency_key", name="uq_credit_records_idempotency_key"),
        sa.UniqueConstraint("record_id", "version", name="uq_credit_records_record_id_version"),
    )
    op.create_index("ix_credit_records_decision_id", "credit_records", ["decision_id"])
    op.create_index("ix_credit_records_status", "credit_records", ["status"])
