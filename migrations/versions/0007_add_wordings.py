"""Add wordings of papers: drafts and versions of the office, and the texts that papers were issued with."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
CHECKS = {
    "status_known": "status IN ('draft', 'proposed', 'approved', 'refused', 'withdrawn')",
    "submitted_has_moment": "status IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL",
    "submitted_has_day": "status IN ('draft', 'withdrawn') OR valid_from IS NOT NULL",
    "decided_has_person": "(status IN ('draft', 'proposed')) = (decided_by_id IS NULL)",
    "decided_has_day": "(decided_by_id IS NULL) = (decided_on IS NULL)",
    "four_eyes": "status <> 'approved' OR decided_by_id <> drafted_by_id",
    "not_in_force_before_approval": "status <> 'approved' OR valid_from >= decided_on",
}


def upgrade() -> None:
    add_wordings()
    op.create_table(
        "wording_texts",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("parts", JSON, nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_wording_texts"),
    )


def downgrade() -> None:
    """Loses all rows of these tables; papers not yet laid out can then no longer be."""
    op.drop_table("wording_texts")
    op.drop_table("wordings")


def add_wordings() -> None:
    op.create_table(
        "wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("based_on", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("drafted_by_id", sa.Integer(), nullable=False),
        sa.Column("drafted_at", MOMENT, nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_wordings_{name}")) for name, rule in CHECKS.items()),
        sa.ForeignKeyConstraint(["drafted_by_id"], ["accounts.id"], name="fk_wordings_drafted_by_id"),
        sa.ForeignKeyConstraint(["decided_by_id"], ["accounts.id"], name="fk_wordings_decided_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_wordings"),
        sa.UniqueConstraint("public_id", name="uq_wordings_public_id"),
    )
    op.create_index("ix_wordings_drafted_by_id", "wordings", ["drafted_by_id"])
    op.create_index("ix_wordings_decided_by_id", "wordings", ["decided_by_id"])
    op.create_index("ix_wordings_kind", "wordings", ["kind"])
    for name, columns, status in (
        ("ix_wordings_proposed", ["kind"], "proposed"),
        ("ix_wordings_draft", ["kind", "drafted_by_id"], "draft"),
    ):
        where = sa.text(f"status = '{status}'")
        op.create_index(name, "wordings", columns, unique=True, sqlite_where=where, postgresql_where=where)
