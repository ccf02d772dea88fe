"""Merges of records"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "parties_0002"
down_revision = "parties_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "parties_person_merge",
        sa.Column("survivor_id", BIG_ID, nullable=False),
        sa.Column("merged_id", BIG_ID, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("moved", JSON_DICT, nullable=False),
        sa.Column("filled", JSON_DICT, nullable=False),
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
            ["approved_by_id"],
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
            ["merged_id"],
            ["parties_person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"],
            ["parties_person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("parties_person_merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parties_person_merge_merged_id"), ["merged_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_parties_person_merge_survivor_id"), ["survivor_id"], unique=False
        )

    with op.batch_alter_table("parties_person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into_id", BIG_ID, nullable=True))
        batch_op.create_index(
            batch_op.f("ix_parties_person_merged_into_id"), ["merged_into_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("parties_person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parties_person_merged_into_id"))
        batch_op.drop_column("merged_into_id")

    with op.batch_alter_table("parties_person_merge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parties_person_merge_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_parties_person_merge_merged_id"))

    op.drop_table("parties_person_merge")
