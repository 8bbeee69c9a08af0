"""Add cases with their parties, rights, proceedings, facts and evidence."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    add_cases()
    add_parties()
    add_rights()
    add_entities()
    add_case_rights()
    add_drafts()
    add_complaints()
    add_proceedings()
    add_assignments()
    add_facts()
    add_evidence()
    # Rights and evidence point at each other.
    with op.batch_alter_table("rights") as rights:
        rights.create_foreign_key("fk_rights_certificate_id", "evidence", ["certificate_id"], ["id"])


def downgrade() -> None:
    """Loses all rows of these tables."""
    with op.batch_alter_table("rights") as rights:
        rights.drop_constraint("fk_rights_certificate_id", type_="foreignkey")
    op.drop_table("evidence")
    op.drop_table("facts")
    op.drop_table("assignments")
    op.drop_table("proceedings")
    op.drop_table("complaints")
    op.drop_table("drafts")
    op.drop_table("case_rights")
    op.drop_table("entities")
    op.drop_table("rights")
    op.drop_table("parties")
    op.drop_table("cases")


def add_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("reference", sa.String(length=24), nullable=False),
        sa.Column("bureau_region", sa.String(length=6), nullable=False),
        sa.Column("place_region", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("cause", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.String(length=64), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("chain_seq", sa.Integer(), nullable=False),
        sa.Column("chain_head", sa.String(length=64), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("next_due_label", sa.String(length=60), nullable=False),
        sa.Column("lead_case_id", sa.Integer(), nullable=True),
        sa.Column("respondent_name", sa.String(length=300), nullable=False),
        sa.Column("sort_key", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(chain_seq = 0) = (chain_head = '')", name=op.f("ck_cases_chain_head_when_begun")
        ),
        sa.CheckConstraint(
            "next_due_on IS NOT NULL OR next_due_label = ''", name=op.f("ck_cases_label_has_date")
        ),
        sa.CheckConstraint("chain_seq >= 0", name=op.f("ck_cases_chain_seq_not_negative")),
        sa.ForeignKeyConstraint(["bureau_region"], ["bureaus.region_code"], name="fk_cases_bureau_region"),
        sa.ForeignKeyConstraint(["lead_case_id"], ["cases.id"], name="fk_cases_lead_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("public_id", name="uq_cases_public_id"),
        sa.UniqueConstraint("reference", name="uq_cases_reference"),
    )
    op.create_index("ix_cases_lead_case_id", "cases", ["lead_case_id"])
    op.create_index("ix_cases_opened", "cases", ["bureau_region", "opened_at"])
    op.create_index("ix_cases_queue", "cases", ["bureau_region", "open", "next_due_on"])


def add_parties() -> None:
    op.create_table(
        "parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=False),
        sa.Column("id_number_sealed", sa.String(length=400), nullable=False),
        sa.Column("legal_representative", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("phone_sealed", sa.String(length=400), nullable=False),
        sa.Column("contact_name", sa.String(length=100), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('legal', 'individual_business', 'natural')", name=op.f("ck_parties_kind_known")
        ),
        sa.CheckConstraint(
            "role IN ('complainant', 'respondent', 'third_party')", name=op.f("ck_parties_role_known")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_parties_account_id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_parties_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_parties"),
        sa.UniqueConstraint("public_id", name="uq_parties_public_id"),
    )
    op.create_index("ix_parties_account_id", "parties", ["account_id"])
    op.create_index("ix_parties_case_id", "parties", ["case_id"])


def add_rights() -> None:
    op.create_table(
        "rights",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("holder_name", sa.String(length=300), nullable=False),
        sa.Column("classes", JSON, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("certificate_id", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "valid_from IS NULL OR valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_rights_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_rights_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rights"),
        sa.UniqueConstraint("account_id", "kind", "number", name="uq_rights_account_id_kind_number"),
        sa.UniqueConstraint("public_id", name="uq_rights_public_id"),
    )


def add_entities() -> None:
    op.create_table(
        "entities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=False),
        sa.Column("legal_representative", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("phone_sealed", sa.String(length=400), nullable=False),
        sa.Column("contact_name", sa.String(length=100), nullable=False),
        sa.CheckConstraint(
            "kind IN ('legal', 'individual_business', 'natural')", name=op.f("ck_entities_kind_known")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_entities_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entities"),
        sa.UniqueConstraint("public_id", name="uq_entities_public_id"),
    )
    op.create_index("ix_entities_account_id", "entities", ["account_id"])


def add_case_rights() -> None:
    op.create_table(
        "case_rights",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("right_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("holder_name", sa.String(length=300), nullable=False),
        sa.Column("classes", JSON, nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_rights_case_id"),
        sa.ForeignKeyConstraint(["right_id"], ["rights.id"], name="fk_case_rights_right_id"),
        sa.PrimaryKeyConstraint("id", name="pk_case_rights"),
    )
    op.create_index("ix_case_rights_case_id", "case_rights", ["case_id"])
    op.create_index("ix_case_rights_right_id", "case_rights", ["right_id"])


def add_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("submitted_case_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_drafts_account_id"),
        sa.ForeignKeyConstraint(["submitted_case_id"], ["cases.id"], name="fk_drafts_submitted_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sa.UniqueConstraint("public_id", name="uq_drafts_public_id"),
    )
    op.create_index("ix_drafts_account_id", "drafts", ["account_id"])
    op.create_index("ix_drafts_submitted_case_id", "drafts", ["submitted_case_id"])


def add_complaints() -> None:
    op.create_table(
        "complaints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("intake_type", sa.String(length=32), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.Column("query_code_hash", sa.String(length=64), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_complaints_account_id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_complaints_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaints"),
        sa.UniqueConstraint("public_id", name="uq_complaints_public_id"),
    )
    op.create_index("ix_complaints_account_id", "complaints", ["account_id"])
    op.create_index("ix_complaints_case_id", "complaints", ["case_id"])


def add_proceedings() -> None:
    op.create_table(
        "proceedings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("procedure", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("subject", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ended_at IS NULL OR ended_at >= opened_at", name=op.f("ck_proceedings_ends_after_start")
        ),
        sa.CheckConstraint(
            "parent_id IS NULL OR parent_id <> id", name=op.f("ck_proceedings_not_its_own_parent")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_proceedings_case_id"),
        sa.ForeignKeyConstraint(["parent_id"], ["proceedings.id"], name="fk_proceedings_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proceedings"),
        sa.UniqueConstraint("public_id", name="uq_proceedings_public_id"),
    )
    op.create_index("ix_proceedings_case_id", "proceedings", ["case_id"])
    op.create_index("ix_proceedings_parent_id", "proceedings", ["parent_id"])
    op.create_index("ix_proceedings_procedure_state", "proceedings", ["procedure", "state"])


def add_assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(length=16), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.CheckConstraint("duty IN ('lead', 'assist', 'mediator')", name=op.f("ck_assignments_duty_known")),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_assignments_ends_after_start")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_assignments_account_id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_assignments_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_account_id", "assignments", ["account_id"])
    op.create_index("ix_assignments_case_id", "assignments", ["case_id"])
    op.create_index(
        "uq_assignments_current",
        "assignments",
        ["case_id", "account_id", "duty"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )


def add_facts() -> None:
    op.create_table(
        "facts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("proceeding_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", JSON, nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("stated_at", MOMENT, nullable=False),
        sa.Column("evidence_ids", JSON, nullable=False),
        sa.Column("superseded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "superseded_by_id IS NULL OR superseded_by_id <> id",
            name=op.f("ck_facts_not_superseded_by_itself"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_facts_case_id"),
        sa.ForeignKeyConstraint(["proceeding_id"], ["proceedings.id"], name="fk_facts_proceeding_id"),
        sa.ForeignKeyConstraint(["stated_by_id"], ["accounts.id"], name="fk_facts_stated_by_id"),
        sa.ForeignKeyConstraint(["superseded_by_id"], ["facts.id"], name="fk_facts_superseded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_facts"),
    )
    op.create_index("ix_facts_case_id_key", "facts", ["case_id", "key"])
    op.create_index("ix_facts_proceeding_id", "facts", ["proceeding_id"])


def add_evidence() -> None:
    rules = (
        sa.CheckConstraint(
            "scan_status IN ('pending', 'clean', 'infected', 'unscanned')",
            name=op.f("ck_evidence_scan_status_known"),
        ),
        sa.CheckConstraint(
            "case_id IS NOT NULL OR draft_id IS NOT NULL OR right_id IS NOT NULL",
            name=op.f("ck_evidence_belongs_somewhere"),
        ),
        sa.CheckConstraint("size >= 0", name=op.f("ck_evidence_size_not_negative")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_evidence_account_id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_evidence_case_id"),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_evidence_draft_id"),
        sa.ForeignKeyConstraint(["proceeding_id"], ["proceedings.id"], name="fk_evidence_proceeding_id"),
        sa.ForeignKeyConstraint(["right_id"], ["rights.id"], name="fk_evidence_right_id"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("public_id", name="uq_evidence_public_id"),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("right_id", sa.Integer(), nullable=True),
        sa.Column("proceeding_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("storage_key", sa.String(length=100), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("obtained_on", sa.Date(), nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("proves", JSON, nullable=False),
        sa.Column("scan_status", sa.String(length=16), nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        *rules,
    )
    op.create_index("ix_evidence_account_id", "evidence", ["account_id"])
    op.create_index("ix_evidence_case_id", "evidence", ["case_id"])
    op.create_index("ix_evidence_draft_id", "evidence", ["draft_id"])
    op.create_index("ix_evidence_proceeding_id", "evidence", ["proceeding_id"])
    op.create_index("ix_evidence_right_id", "evidence", ["right_id"])
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])
