"""Add local parameters and imported holiday notices."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    add_local_parameters()
    add_calendar_notices()


def downgrade() -> None:
    """Loses all rows of these tables."""
    op.drop_table("calendar_notices")
    op.drop_table("local_parameters")


def add_local_parameters() -> None:
    op.create_table(
        "local_parameters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("confidence", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('proposed', 'approved', 'refused', 'withdrawn')",
            name=op.f("ck_local_parameters_status_known"),
        ),
        sa.CheckConstraint(
            "value IS NULL OR value >= 0", name=op.f("ck_local_parameters_value_not_negative")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_local_parameters_days_in_order")
        ),
        sa.CheckConstraint(
            "(status = 'proposed') = (decided_by_id IS NULL)",
            name=op.f("ck_local_parameters_decided_has_person"),
        ),
        sa.CheckConstraint(
            "(decided_by_id IS NULL) = (decided_at IS NULL)",
            name=op.f("ck_local_parameters_decided_has_moment"),
        ),
        sa.CheckConstraint(
            "status <> 'approved' OR decided_by_id <> proposed_by_id",
            name=op.f("ck_local_parameters_four_eyes"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["accounts.id"], name="fk_local_parameters_proposed_by_id"
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["accounts.id"], name="fk_local_parameters_decided_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_local_parameters"),
        sa.UniqueConstraint("public_id", name="uq_local_parameters_public_id"),
    )
    op.create_index("ix_local_parameters_proposed_by_id", "local_parameters", ["proposed_by_id"])
    op.create_index("ix_local_parameters_decided_by_id", "local_parameters", ["decided_by_id"])
    op.create_index(
        "ix_local_parameters_approved",
        "local_parameters",
        ["name", "region", "valid_from"],
        unique=True,
        sqlite_where=sa.text("status = 'approved'"),
        postgresql_where=sa.text("status = 'approved'"),
    )


def add_calendar_notices() -> None:
    op.create_table(
        "calendar_notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("days", JSON, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=False),
        sa.Column("imported_at", MOMENT, nullable=False),
        sa.CheckConstraint("year BETWEEN 1949 AND 2199", name=op.f("ck_calendar_notices_year_sane")),
        sa.ForeignKeyConstraint(
            ["imported_by_id"], ["accounts.id"], name="fk_calendar_notices_imported_by_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_notices"),
        sa.UniqueConstraint("public_id", name="uq_calendar_notices_public_id"),
    )
    op.create_index("ix_calendar_notices_imported_by_id", "calendar_notices", ["imported_by_id"])
