"""The tables of cases as first released"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "cases_0001"
down_revision = None
branch_labels = ("cases",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_case_serial",
        sa.Column("division_code", DIVISION, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("division_code", "day"),
    )
    op.create_table(
        "cases_case_import",
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("stored", sa.String(length=60), nullable=False),
        sa.Column("headings_key", sa.String(length=64), nullable=False),
        sa.Column("mapping", JSON_DICT, nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("accept", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("last_row", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("repeated", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(length=300), nullable=True),
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
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("cases_case_import", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cases_case_import_headings", ["created_by_id", "headings_key", "id"], unique=False
        )

    op.create_table(
        "cases_code_entry",
        sa.Column("list_name", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("list_name", "code"),
    )
    with op.batch_alter_table("cases_code_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_code_entry_list_name"), ["list_name"], unique=False)

    op.create_table(
        "cases_threshold",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=120), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "cases_case",
        sa.Column("case_no", sa.String(length=27), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("requests", sa.Text(), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("outer_no", sa.String(length=60), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("appeal_kind", sa.String(length=40), nullable=True),
        sa.Column("dispute_type", sa.String(length=40), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("grid_id", BIG_ID, nullable=True),
        sa.Column("urgency", sa.String(length=40), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("enterprise", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("first_receiver_unit_id", BIG_ID, nullable=True),
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
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.String(length=500), nullable=True),
        sa.Column("void_asked_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
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
            ["first_receiver_unit_id"],
            ["org_unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["grid_id"],
            ["grids_grid.id"],
        ),
        sa.ForeignKeyConstraint(
            ["void_asked_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_no"),
        sa.UniqueConstraint("channel", "outer_no", name="uq_cases_case_outer_no"),
    )
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_case_category"), ["category"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_case_dispute_type"), ["dispute_type"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_case_grid_id"), ["grid_id"], unique=False)
        batch_op.create_index("ix_cases_case_status", ["status", "scope_county"], unique=False)

    op.create_table(
        "cases_case_feedback",
        sa.Column("means", sa.String(length=40), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
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
        sa.Column("id", BIG_ID, nullable=False),
        sa.CheckConstraint("satisfaction between 1 and 5", name="ck_cases_case_feedback_satisfaction"),
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
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("cases_case_feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_case_feedback_case_id"), ["case_id"], unique=False)

    op.create_table(
        "cases_case_outcome",
        sa.Column("result", sa.String(length=40), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("on_scene", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
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
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("cases_case_outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_case_outcome_case_id"), ["case_id"], unique=False)

    op.create_table(
        "cases_case_party",
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("organisation_id", BIG_ID, nullable=True),
        sa.Column("representative", sa.Boolean(), nullable=False),
        sa.Column("agent_of_id", BIG_ID, nullable=True),
        sa.Column("relation", sa.String(length=60), nullable=True),
        sa.Column("authority", sa.String(length=20), nullable=True),
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
        sa.Column("id", BIG_ID, nullable=False),
        sa.CheckConstraint(
            "(person_id is null) <> (organisation_id is null)", name="ck_cases_case_party_one_subject"
        ),
        sa.ForeignKeyConstraint(
            ["agent_of_id"],
            ["cases_case_party.id"],
        ),
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
            ["organisation_id"],
            ["parties_organisation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["parties_person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("cases_case_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_case_party_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_cases_case_party_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_cases_case_party_person_id"), ["person_id"], unique=False)

    op.create_table(
        "cases_case_share",
        sa.Column("unit_id", BIG_ID, nullable=False),
        sa.Column("rights", sa.String(length=10), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
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
            ["unit_id"],
            ["org_unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "unit_id"),
    )
    with op.batch_alter_table("cases_case_share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_case_share_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_case_share_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "cases_consultation",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("unit_id", BIG_ID, nullable=False),
        sa.Column("held_at", sa.DateTime(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("chair_id", sa.Integer(), nullable=True),
        sa.Column("recorder_id", sa.Integer(), nullable=True),
        sa.Column("background", sa.Text(), nullable=False),
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
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases_case.id"],
        ),
        sa.ForeignKeyConstraint(
            ["chair_id"],
            ["ab_user.id"],
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
            ["recorder_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["org_unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("cases_consultation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_consultation_case_id"), ["case_id"], unique=False)

    op.create_table(
        "cases_consultation_decision",
        sa.Column("consultation_id", BIG_ID, nullable=False),
        sa.Column("unit_id", BIG_ID, nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
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
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["cases_consultation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["org_unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("cases_consultation_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cases_consultation_decision_consultation_id"), ["consultation_id"], unique=False
        )

    op.create_table(
        "cases_consultation_opinion",
        sa.Column("consultation_id", BIG_ID, nullable=False),
        sa.Column("unit_id", BIG_ID, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("post", sa.String(length=60), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
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
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["cases_consultation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["org_unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("cases_consultation_opinion", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cases_consultation_opinion_consultation_id"), ["consultation_id"], unique=False
        )

    op.create_index(
        "ix_cases_case_division_code_received_at_id",
        "cases_case",
        ["division_code", sa.literal_column("received_at desc"), sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=[],
    )
    op.create_index(
        "ix_cases_case_scope_city_received_at_id",
        "cases_case",
        ["scope_city", sa.literal_column("received_at desc"), sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.create_index(
        "ix_cases_case_scope_county_received_at_id",
        "cases_case",
        ["scope_county", sa.literal_column("received_at desc"), sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.create_index(
        "ix_cases_case_scope_province_received_at_id",
        "cases_case",
        ["scope_province", sa.literal_column("received_at desc"), sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.create_index(
        "ix_cases_case_scope_town_received_at_id",
        "cases_case",
        ["scope_town", sa.literal_column("received_at desc"), sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )


def downgrade() -> None:
    op.drop_index(
        "ix_cases_case_scope_town_received_at_id",
        table_name="cases_case",
        sqlite_where=None,
        postgresql_where=None,
    )
    op.drop_index(
        "ix_cases_case_scope_province_received_at_id",
        table_name="cases_case",
        sqlite_where=None,
        postgresql_where=None,
    )
    op.drop_index(
        "ix_cases_case_scope_county_received_at_id",
        table_name="cases_case",
        sqlite_where=None,
        postgresql_where=None,
    )
    op.drop_index(
        "ix_cases_case_scope_city_received_at_id",
        table_name="cases_case",
        sqlite_where=None,
        postgresql_where=None,
    )
    op.drop_index(
        "ix_cases_case_division_code_received_at_id",
        table_name="cases_case",
        sqlite_where=None,
        postgresql_where=None,
    )
    with op.batch_alter_table("cases_consultation_opinion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_consultation_opinion_consultation_id"))

    op.drop_table("cases_consultation_opinion")
    with op.batch_alter_table("cases_consultation_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_consultation_decision_consultation_id"))

    op.drop_table("cases_consultation_decision")
    with op.batch_alter_table("cases_consultation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_consultation_case_id"))

    op.drop_table("cases_consultation")
    with op.batch_alter_table("cases_case_share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_case_share_unit_id"))
        batch_op.drop_index(batch_op.f("ix_cases_case_share_case_id"))

    op.drop_table("cases_case_share")
    with op.batch_alter_table("cases_case_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_case_party_person_id"))
        batch_op.drop_index(batch_op.f("ix_cases_case_party_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_cases_case_party_case_id"))

    op.drop_table("cases_case_party")
    with op.batch_alter_table("cases_case_outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_case_outcome_case_id"))

    op.drop_table("cases_case_outcome")
    with op.batch_alter_table("cases_case_feedback", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_case_feedback_case_id"))

    op.drop_table("cases_case_feedback")
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_case_status")
        batch_op.drop_index(batch_op.f("ix_cases_case_grid_id"))
        batch_op.drop_index(batch_op.f("ix_cases_case_dispute_type"))
        batch_op.drop_index(batch_op.f("ix_cases_case_category"))

    op.drop_table("cases_case")
    op.drop_table("cases_threshold")
    with op.batch_alter_table("cases_code_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_code_entry_list_name"))

    op.drop_table("cases_code_entry")
    with op.batch_alter_table("cases_case_import", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_case_import_headings")

    op.drop_table("cases_case_import")
    op.drop_table("cases_case_serial")
