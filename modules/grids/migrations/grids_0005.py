"""Findings of the net"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "grids_0005"
down_revision = "grids_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "grids_coverage_run",
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("grids", sa.Integer(), nullable=False),
        sa.Column("undrawn", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.BigInteger(), nullable=True),
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
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "grids_coverage_finding",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("mark", sa.String(length=80), nullable=False),
        sa.Column("grid_id", BIG_ID, nullable=True),
        sa.Column("other_id", BIG_ID, nullable=True),
        sa.Column("area", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("outline", JSON_DICT, nullable=True),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
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
        sa.ForeignKeyConstraint(["grid_id"], ["grids_grid.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other_id"], ["grids_grid.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("grids_coverage_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grids_coverage_finding_grid_id"), ["grid_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_grids_coverage_finding_other_id"), ["other_id"], unique=False)
        batch_op.create_index("ix_grids_finding_county", ["scope_county", "settled_at", "kind"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("grids_coverage_finding", schema=None) as batch_op:
        batch_op.drop_index("ix_grids_finding_county")
        batch_op.drop_index(batch_op.f("ix_grids_coverage_finding_other_id"))
        batch_op.drop_index(batch_op.f("ix_grids_coverage_finding_grid_id"))

    op.drop_table("grids_coverage_finding")
    op.drop_table("grids_coverage_run")
