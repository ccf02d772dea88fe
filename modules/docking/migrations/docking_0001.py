"""Entrustments, third parties, cases before suit"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "docking_0001"
down_revision = None
branch_labels = ("docking",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "docking_organ_kind",
        sa.Column("docking", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("policy", sa.String(length=40), nullable=True),
        sa.Column("is_court", sa.Boolean(), nullable=False),
        sa.Column("sorts", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "docking_third_party_kind",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "docking_pre_suit_count",
        sa.Column("court_id", BIG_ID, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("division_code", DIVISION, nullable=False),
        sa.Column(
            "scope_province",
            DIVISION,
            sa.Computed("substr(division_code,1,2)", persisted=True),
            nullable=False,
        ),
        sa.Column(
            "scope_city", DIVISION, sa.Computed("substr(division_code,1,4)", persisted=True), nullable=False
        ),
        sa.Column(
            "scope_county", DIVISION, sa.Computed("substr(division_code,1,6)", persisted=True), nullable=False
        ),
        sa.Column(
            "scope_town", DIVISION, sa.Computed("substr(division_code,1,9)", persisted=True), nullable=False
        ),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["court_id"],
            ["confirmation_court.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("court_id", "month"),
    )
    with op.batch_alter_table("docking_pre_suit_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_docking_pre_suit_count_month"), ["month"], unique=False)

    op.create_table(
        "docking_third_party_org",
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("kind_id", BIG_ID, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("division_code", DIVISION, nullable=False),
        sa.Column(
            "scope_province",
            DIVISION,
            sa.Computed("substr(division_code,1,2)", persisted=True),
            nullable=False,
        ),
        sa.Column(
            "scope_city", DIVISION, sa.Computed("substr(division_code,1,4)", persisted=True), nullable=False
        ),
        sa.Column(
            "scope_county", DIVISION, sa.Computed("substr(division_code,1,6)", persisted=True), nullable=False
        ),
        sa.Column(
            "scope_town", DIVISION, sa.Computed("substr(division_code,1,9)", persisted=True), nullable=False
        ),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"],
            ["docking_third_party_kind.id"],
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["parties_organisation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "kind_id", "division_code"),
    )
    op.create_table(
        "docking_third_party_request",
        sa.Column("org_id", BIG_ID, nullable=False),
        sa.Column("item", sa.String(length=200), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("cost_borne_by", sa.String(length=20), nullable=False),
        sa.Column("pauses", sa.Boolean(), nullable=False),
        sa.Column("result_text", sa.Text(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("division_code", DIVISION, nullable=False),
        sa.Column(
            "scope_province",
            DIVISION,
            sa.Computed("substr(division_code,1,2)", persisted=True),
            nullable=False,
        ),
        sa.Column(
            "scope_city", DIVISION, sa.Computed("substr(division_code,1,4)", persisted=True), nullable=False
        ),
        sa.Column(
            "scope_county", DIVISION, sa.Computed("substr(division_code,1,6)", persisted=True), nullable=False
        ),
        sa.Column(
            "scope_town", DIVISION, sa.Computed("substr(division_code,1,9)", persisted=True), nullable=False
        ),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("extra", JSON_DICT, nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases_case.id"],
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["org_id"],
            ["docking_third_party_org.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("docking_third_party_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_docking_third_party_request_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_docking_third_party_request_org_id"), ["org_id"], unique=False)

    op.create_table(
        "docking_entrustment",
        sa.Column("organ_kind_id", BIG_ID, nullable=False),
        sa.Column("court_id", BIG_ID, nullable=True),
        sa.Column("organ_name", sa.String(length=80), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("procedure", sa.String(length=20), nullable=True),
        sa.Column("petition_class", sa.String(length=20), nullable=True),
        sa.Column("doc_no", sa.String(length=60), nullable=False),
        sa.Column("matter", sa.String(length=120), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("unit_id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=True),
        sa.Column("mediation_id", BIG_ID, nullable=True),
        sa.Column("policy_code", sa.String(length=40), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("extended_days", sa.Integer(), nullable=False),
        sa.Column("extension_reason", sa.String(length=200), nullable=True),
        sa.Column("result", sa.String(length=20), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("agreement_no", sa.String(length=60), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("course", sa.Text(), nullable=True),
        sa.Column("annexes", sa.Text(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("division_code", DIVISION, nullable=False),
        sa.Column(
            "scope_province",
            DIVISION,
            sa.Computed("substr(division_code,1,2)", persisted=True),
            nullable=False,
        ),
        sa.Column(
            "scope_city", DIVISION, sa.Computed("substr(division_code,1,4)", persisted=True), nullable=False
        ),
        sa.Column(
            "scope_county", DIVISION, sa.Computed("substr(division_code,1,6)", persisted=True), nullable=False
        ),
        sa.Column(
            "scope_town", DIVISION, sa.Computed("substr(division_code,1,9)", persisted=True), nullable=False
        ),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("extra", JSON_DICT, nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases_case.id"],
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["court_id"],
            ["confirmation_court.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["mediation_id"],
            ["mediation_mediation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["organ_kind_id"],
            ["docking_organ_kind.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["org_unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("docking_entrustment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_docking_entrustment_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_docking_entrustment_court_id"), ["court_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_docking_entrustment_doc_no"), ["doc_no"], unique=False)
        batch_op.create_index(
            "ix_docking_entrustment_due",
            ["due_on"],
            unique=False,
            sqlite_where=sa.text("status in ('received', 'accepted')"),
            postgresql_where=sa.text("status in ('received', 'accepted')"),
        )
        batch_op.create_index(
            batch_op.f("ix_docking_entrustment_mediation_id"), ["mediation_id"], unique=False
        )

    op.create_index(
        "ix_docking_entrustment_division_code_id",
        "docking_entrustment",
        ["division_code", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=[],
    )
    op.create_index(
        "ix_docking_entrustment_scope_city_id",
        "docking_entrustment",
        ["scope_city", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.create_index(
        "ix_docking_entrustment_scope_county_id",
        "docking_entrustment",
        ["scope_county", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.create_index(
        "ix_docking_entrustment_scope_province_id",
        "docking_entrustment",
        ["scope_province", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.create_index(
        "ix_docking_entrustment_scope_town_id",
        "docking_entrustment",
        ["scope_town", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.create_index(
        "ix_docking_third_party_request_division_code_id_open",
        "docking_third_party_request",
        ["division_code", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status = 'sent'"),
        postgresql_where=sa.text("status = 'sent'"),
        postgresql_include=[],
    )
    op.create_index(
        "ix_docking_third_party_request_scope_city_id_open",
        "docking_third_party_request",
        ["scope_city", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status = 'sent'"),
        postgresql_where=sa.text("status = 'sent'"),
        postgresql_include=[],
    )
    op.create_index(
        "ix_docking_third_party_request_scope_county_id_open",
        "docking_third_party_request",
        ["scope_county", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status = 'sent'"),
        postgresql_where=sa.text("status = 'sent'"),
        postgresql_include=[],
    )
    op.create_index(
        "ix_docking_third_party_request_scope_province_id_open",
        "docking_third_party_request",
        ["scope_province", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status = 'sent'"),
        postgresql_where=sa.text("status = 'sent'"),
        postgresql_include=[],
    )
    op.create_index(
        "ix_docking_third_party_request_scope_town_id_open",
        "docking_third_party_request",
        ["scope_town", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status = 'sent'"),
        postgresql_where=sa.text("status = 'sent'"),
        postgresql_include=[],
    )


def downgrade() -> None:
    op.drop_index(
        "ix_docking_third_party_request_scope_town_id_open",
        table_name="docking_third_party_request",
        sqlite_where=sa.text("status = 'sent'"),
        postgresql_where=sa.text("status = 'sent'"),
        postgresql_include=[],
    )
    op.drop_index(
        "ix_docking_third_party_request_scope_province_id_open",
        table_name="docking_third_party_request",
        sqlite_where=sa.text("status = 'sent'"),
        postgresql_where=sa.text("status = 'sent'"),
        postgresql_include=[],
    )
    op.drop_index(
        "ix_docking_third_party_request_scope_county_id_open",
        table_name="docking_third_party_request",
        sqlite_where=sa.text("status = 'sent'"),
        postgresql_where=sa.text("status = 'sent'"),
        postgresql_include=[],
    )
    op.drop_index(
        "ix_docking_third_party_request_scope_city_id_open",
        table_name="docking_third_party_request",
        sqlite_where=sa.text("status = 'sent'"),
        postgresql_where=sa.text("status = 'sent'"),
        postgresql_include=[],
    )
    op.drop_index(
        "ix_docking_third_party_request_division_code_id_open",
        table_name="docking_third_party_request",
        sqlite_where=sa.text("status = 'sent'"),
        postgresql_where=sa.text("status = 'sent'"),
        postgresql_include=[],
    )
    op.drop_index(
        "ix_docking_entrustment_scope_town_id",
        table_name="docking_entrustment",
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.drop_index(
        "ix_docking_entrustment_scope_province_id",
        table_name="docking_entrustment",
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.drop_index(
        "ix_docking_entrustment_scope_county_id",
        table_name="docking_entrustment",
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.drop_index(
        "ix_docking_entrustment_scope_city_id",
        table_name="docking_entrustment",
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.drop_index(
        "ix_docking_entrustment_division_code_id",
        table_name="docking_entrustment",
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=[],
    )
    with op.batch_alter_table("docking_entrustment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_docking_entrustment_mediation_id"))
        batch_op.drop_index(
            "ix_docking_entrustment_due",
            sqlite_where=sa.text("status in ('received', 'accepted')"),
            postgresql_where=sa.text("status in ('received', 'accepted')"),
        )
        batch_op.drop_index(batch_op.f("ix_docking_entrustment_doc_no"))
        batch_op.drop_index(batch_op.f("ix_docking_entrustment_court_id"))
        batch_op.drop_index(batch_op.f("ix_docking_entrustment_case_id"))

    op.drop_table("docking_entrustment")
    with op.batch_alter_table("docking_third_party_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_docking_third_party_request_org_id"))
        batch_op.drop_index(batch_op.f("ix_docking_third_party_request_case_id"))

    op.drop_table("docking_third_party_request")
    op.drop_table("docking_third_party_org")
    with op.batch_alter_table("docking_pre_suit_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_docking_pre_suit_count_month"))

    op.drop_table("docking_pre_suit_count")
    op.drop_table("docking_third_party_kind")
    op.drop_table("docking_organ_kind")
