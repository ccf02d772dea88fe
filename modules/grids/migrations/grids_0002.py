"""Add the outline of a grid"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import JSON_DICT

revision = "grids_0002"
down_revision = "grids_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("grids_grid", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outline", JSON_DICT, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("grids_grid", schema=None) as batch_op:
        batch_op.drop_column("outline")
