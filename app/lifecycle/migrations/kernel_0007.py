"""Rows an import changed, and what stood there before"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import JSON_DICT

revision = "kernel_0007"
down_revision = "kernel_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("view_workbook", schema=None) as batch_op:
        batch_op.add_column(sa.Column("changed", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("view_workbook", schema=None) as batch_op:
        batch_op.alter_column("changed", server_default=None)
    with op.batch_alter_table("view_workbook_row", schema=None) as batch_op:
        batch_op.add_column(sa.Column("former", JSON_DICT, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("view_workbook_row", schema=None) as batch_op:
        batch_op.drop_column("former")
    with op.batch_alter_table("view_workbook", schema=None) as batch_op:
        batch_op.drop_column("changed")
