"""Add the audit log, with triggers that refuse to change or delete an entry."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    add_audit_streams()
    add_events()
    op.execute("INSERT INTO audit_streams (name, seq, head) VALUES ('system', 0, '')")
    forbid_changes()


def downgrade() -> None:
    """Loses all rows of these tables."""
    allow_changes()
    op.drop_table("events")
    op.drop_table("audit_streams")


def add_audit_streams() -> None:
    op.create_table(
        "audit_streams",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.CheckConstraint("(seq = 0) = (head = '')", name=op.f("ck_audit_streams_head_when_begun")),
        sa.CheckConstraint("seq >= 0", name=op.f("ck_audit_streams_seq_not_negative")),
        sa.PrimaryKeyConstraint("name", name="pk_audit_streams"),
    )


def add_events() -> None:
    op.create_table(
        "events",
        sa.Column("stream", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("proceeding_id", sa.Integer(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=100), nullable=False),
        sa.Column("actor_role", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("procedure", sa.String(length=32), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=False),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("facts_digest", sa.String(length=64), nullable=False),
        sa.Column("rules_digest", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("(seq = 1) = (previous_hash = '')", name=op.f("ck_events_first_has_no_previous")),
        sa.CheckConstraint("seq > 0", name=op.f("ck_events_seq_positive")),
        sa.ForeignKeyConstraint(["actor_id"], ["accounts.id"], name="fk_events_actor_id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_events_case_id"),
        sa.ForeignKeyConstraint(["proceeding_id"], ["proceedings.id"], name="fk_events_proceeding_id"),
        sa.PrimaryKeyConstraint("stream", "seq", name="pk_events"),
        sa.UniqueConstraint("hash", name="uq_events_hash"),
    )
    op.create_index("ix_events_actor_id", "events", ["actor_id"])
    op.create_index("ix_events_at", "events", ["at"])
    op.create_index("ix_events_case_id_at", "events", ["case_id", "at"])
    op.create_index("ix_events_proceeding_id", "events", ["proceeding_id"])


def forbid_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER events_no_{verb} BEFORE {verb.upper()} ON events "
                "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION events_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'events are append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER events_no_change BEFORE UPDATE OR DELETE ON events "
        "FOR EACH ROW EXECUTE FUNCTION events_append_only()"
    )
    op.execute(
        "CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events "
        "FOR EACH STATEMENT EXECUTE FUNCTION events_append_only()"
    )


def allow_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER events_no_update")
        op.execute("DROP TRIGGER events_no_delete")
        return
    op.execute("DROP TRIGGER events_no_change ON events")
    op.execute("DROP TRIGGER events_no_truncate ON events")
    op.execute("DROP FUNCTION events_append_only()")
