"""Batches of rows"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, JSON_DICT

revision = "kernel_0005"
down_revision = "kernel_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "view_batch",
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("settings", JSON_DICT, nullable=False),
        sa.Column("keys", JSON_DICT, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("dealt_with", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("taken_back", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "view_batch_row",
        sa.Column("batch_id", BIG_ID, nullable=False),
        sa.Column("row_id", BIG_ID, nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("before", JSON_DICT, nullable=True),
        sa.Column("set_back", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("printed_at", sa.DateTime(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["view_batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("view_batch_row", schema=None) as batch_op:
        batch_op.create_index("ix_view_batch_row_batch", ["batch_id", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("view_batch_row", schema=None) as batch_op:
        batch_op.drop_index("ix_view_batch_row_batch")

    op.drop_table("view_batch_row")
    op.drop_table("view_batch")
