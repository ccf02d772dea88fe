"""Shared court points"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION

revision = "confirmation_0002"
down_revision = "confirmation_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "confirmation_court_point",
        sa.Column("point", sa.String(length=80), nullable=False),
        sa.Column("court_id", BIG_ID, nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=True),
        sa.Column("hours", sa.String(length=80), nullable=True),
        sa.Column("offers", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("person_id", BIG_ID, nullable=False),
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
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["parties_person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("confirmation_court_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_confirmation_court_point_court_id"), ["court_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("confirmation_court_point", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_confirmation_court_point_court_id"))

    op.drop_table("confirmation_court_point")
