"""Add guides, duties and the pre-litigation catalogue"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION

revision = "knowledge_0002"
down_revision = "knowledge_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "knowledge_handling_guide",
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("dos", sa.Text(), nullable=True),
        sa.Column("donts", sa.Text(), nullable=True),
        sa.Column("experts", sa.String(length=200), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
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
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("division_code", "category", "version"),
    )
    with op.batch_alter_table("knowledge_handling_guide", schema=None) as batch_op:
        batch_op.create_index("ix_knowledge_guide_category", ["category"], unique=False)

    op.create_table(
        "knowledge_duty_row",
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("matter", sa.String(length=200), nullable=True),
        sa.Column("lead_unit_id", BIG_ID, nullable=False),
        sa.Column("basis_id", BIG_ID, nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
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
            ["basis_id"],
            ["knowledge_legal_basis.id"],
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
            ["lead_unit_id"],
            ["org_unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("knowledge_duty_row", schema=None) as batch_op:
        batch_op.create_index("ix_knowledge_duty_row_category", ["category"], unique=False)

    op.create_table(
        "knowledge_guide_article",
        sa.Column("guide_id", BIG_ID, nullable=False),
        sa.Column("basis_id", BIG_ID, nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["basis_id"],
            ["knowledge_legal_basis.id"],
        ),
        sa.ForeignKeyConstraint(
            ["guide_id"],
            ["knowledge_handling_guide.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("guide_id", "basis_id"),
    )
    op.create_table(
        "knowledge_pre_litigation_item",
        sa.Column("dispute_type", sa.String(length=40), nullable=False),
        sa.Column("committee_id", BIG_ID, nullable=False),
        sa.Column("court_id", BIG_ID, nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
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
            ["committee_id"],
            ["org_unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["court_id"],
            ["org_unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("knowledge_pre_litigation_item", schema=None) as batch_op:
        batch_op.create_index("ix_knowledge_catalogue_type", ["dispute_type"], unique=False)

    op.create_table(
        "knowledge_duty_unit",
        sa.Column("row_id", BIG_ID, nullable=False),
        sa.Column("unit_id", BIG_ID, nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["row_id"],
            ["knowledge_duty_row.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["org_unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("row_id", "unit_id"),
    )


def downgrade() -> None:
    op.drop_table("knowledge_duty_unit")
    with op.batch_alter_table("knowledge_pre_litigation_item", schema=None) as batch_op:
        batch_op.drop_index("ix_knowledge_catalogue_type")

    op.drop_table("knowledge_pre_litigation_item")
    op.drop_table("knowledge_guide_article")
    with op.batch_alter_table("knowledge_duty_row", schema=None) as batch_op:
        batch_op.drop_index("ix_knowledge_duty_row_category")

    op.drop_table("knowledge_duty_row")
    with op.batch_alter_table("knowledge_handling_guide", schema=None) as batch_op:
        batch_op.drop_index("ix_knowledge_guide_category")

    op.drop_table("knowledge_handling_guide")
