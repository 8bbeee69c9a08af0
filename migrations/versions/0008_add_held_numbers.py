"""Add numbers held for officers who decide on the spot."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "held_numbers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bureau_region", sa.String(length=6), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("held_by_id", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("seq > 0", name=op.f("ck_held_numbers_seq_positive")),
        sa.ForeignKeyConstraint(["held_by_id"], ["accounts.id"], name="fk_held_numbers_held_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_held_numbers"),
        sa.UniqueConstraint(
            "bureau_region", "code", "year", "seq", name="uq_held_numbers_bureau_region_code_year_seq"
        ),
        sa.UniqueConstraint("number", name="uq_held_numbers_number"),
    )
    op.create_index("ix_held_numbers_held_by_id", "held_numbers", ["held_by_id"])


def downgrade() -> None:
    """Loses which numbers are held; they stay counted and are given to nobody."""
    op.drop_table("held_numbers")
