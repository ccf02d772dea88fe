"""Workbooks, the rows they made, and thresholds"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, JSON_DICT

revision = "kernel_0004"
down_revision = "kernel_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "org_threshold",
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
        "view_workbook",
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("stored", sa.String(length=60), nullable=False),
        sa.Column("brought_at", sa.DateTime(), nullable=False),
        sa.Column("headings_key", sa.String(length=64), nullable=False),
        sa.Column("mapping", JSON_DICT, nullable=True),
        sa.Column("settings", JSON_DICT, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("last_row", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("repeated", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("taken_back", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(length=300), nullable=True),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("view_workbook", schema=None) as batch_op:
        batch_op.create_index(
            "ix_view_workbook_headings", ["owner_id", "model", "headings_key", "id"], unique=False
        )

    op.create_table(
        "view_workbook_row",
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("workbook_id", BIG_ID, nullable=False),
        sa.Column("row_id", BIG_ID, nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workbook_id"],
            ["view_workbook.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("view_workbook_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_view_workbook_row_workbook_id"), ["workbook_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("view_workbook_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_view_workbook_row_workbook_id"))

    op.drop_table("view_workbook_row")
    with op.batch_alter_table("view_workbook", schema=None) as batch_op:
        batch_op.drop_index("ix_view_workbook_headings")

    op.drop_table("view_workbook")
    op.drop_table("org_threshold")
