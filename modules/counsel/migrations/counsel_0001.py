"""The tables of expert advice"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "counsel_0001"
down_revision = None
branch_labels = ("counsel",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counsel_dispute_field",
        sa.Column("dispute_type", sa.String(length=40), nullable=False),
        sa.Column("field_id", BIG_ID, nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["field_id"],
            ["experts_field.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dispute_type", "field_id"),
    )
    op.create_table(
        "counsel_expert_consultation",
        sa.Column("expert_id", BIG_ID, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", BIG_ID, nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("chosen_by", sa.String(length=20), nullable=False),
        sa.Column("for_party_id", BIG_ID, nullable=True),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("fee", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("rating", sa.String(length=1), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
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
            ["account_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["ab_user.id"],
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
            ["expert_id"],
            ["experts_expert.id"],
        ),
        sa.ForeignKeyConstraint(
            ["for_party_id"],
            ["cases_case_party.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["org_unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("counsel_expert_consultation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_counsel_expert_consultation_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_counsel_expert_consultation_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_counsel_expert_consultation_expert_id"), ["expert_id"], unique=False
        )

    op.create_index(
        "ix_counsel_expert_consultation_division_code_id_open",
        "counsel_expert_consultation",
        ["division_code", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_include=[],
    )
    op.create_index(
        "ix_counsel_expert_consultation_scope_city_id_open",
        "counsel_expert_consultation",
        ["scope_city", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_include=[],
    )
    op.create_index(
        "ix_counsel_expert_consultation_scope_county_id_open",
        "counsel_expert_consultation",
        ["scope_county", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_include=[],
    )
    op.create_index(
        "ix_counsel_expert_consultation_scope_province_id_open",
        "counsel_expert_consultation",
        ["scope_province", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_include=[],
    )
    op.create_index(
        "ix_counsel_expert_consultation_scope_town_id_open",
        "counsel_expert_consultation",
        ["scope_town", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_include=[],
    )


def downgrade() -> None:
    op.drop_index(
        "ix_counsel_expert_consultation_scope_town_id_open",
        table_name="counsel_expert_consultation",
        sqlite_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_include=[],
    )
    op.drop_index(
        "ix_counsel_expert_consultation_scope_province_id_open",
        table_name="counsel_expert_consultation",
        sqlite_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_include=[],
    )
    op.drop_index(
        "ix_counsel_expert_consultation_scope_county_id_open",
        table_name="counsel_expert_consultation",
        sqlite_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_include=[],
    )
    op.drop_index(
        "ix_counsel_expert_consultation_scope_city_id_open",
        table_name="counsel_expert_consultation",
        sqlite_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_include=[],
    )
    op.drop_index(
        "ix_counsel_expert_consultation_division_code_id_open",
        table_name="counsel_expert_consultation",
        sqlite_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_where=sa.text("status in ('asked', 'accepted')"),
        postgresql_include=[],
    )
    with op.batch_alter_table("counsel_expert_consultation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_counsel_expert_consultation_expert_id"))
        batch_op.drop_index(batch_op.f("ix_counsel_expert_consultation_case_id"))
        batch_op.drop_index(batch_op.f("ix_counsel_expert_consultation_account_id"))

    op.drop_table("counsel_expert_consultation")
    op.drop_table("counsel_dispute_field")
