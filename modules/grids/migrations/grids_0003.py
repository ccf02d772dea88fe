"""Lines of work and the police grid"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID

revision = "grids_0003"
down_revision = "grids_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "grids_line_of_work",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "grids_grid_line",
        sa.Column("grid_id", BIG_ID, nullable=False),
        sa.Column("line_id", BIG_ID, nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["grid_id"],
            ["grids_grid.id"],
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["grids_line_of_work.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("grid_id", "line_id"),
    )
    with op.batch_alter_table("grids_grid", schema=None) as batch_op:
        batch_op.add_column(sa.Column("police_code", sa.String(length=30), nullable=True))
        batch_op.add_column(sa.Column("police_contact", sa.String(length=80), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("grids_grid", schema=None) as batch_op:
        batch_op.drop_column("police_contact")
        batch_op.drop_column("police_code")

    op.drop_table("grids_grid_line")
    op.drop_table("grids_line_of_work")
