"""Followers and notices"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "kernel_0003"
down_revision = "kernel_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notify_mark",
        sa.Column("event_id", BIG_ID, nullable=False),
        sa.Column("gaps", JSON_DICT, nullable=False),
        sa.Column("due_until", sa.DateTime(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "notify_follower",
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("row_id", BIG_ID, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
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
            ["user_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("model", "row_id", "user_id", name="uq_notify_follower"),
    )
    op.create_table(
        "notify_notice",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("row_id", BIG_ID, nullable=False),
        sa.Column("event_id", BIG_ID, nullable=True),
        sa.Column("deadline_id", BIG_ID, nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner_id", "key", name="uq_notify_notice"),
    )
    with op.batch_alter_table("notify_notice", schema=None) as batch_op:
        batch_op.create_index("ix_notify_notice_at", ["at"], unique=False)
        batch_op.create_index("ix_notify_notice_owner", ["owner_id", "id"], unique=False)
        batch_op.create_index(
            "ix_notify_notice_unread",
            ["owner_id", "at"],
            unique=False,
            sqlite_where=sa.text("read_at is null"),
            postgresql_where=sa.text("read_at is null"),
        )

    op.create_table(
        "notify_silence",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner_id", "kind", name="uq_notify_silence"),
    )


def downgrade() -> None:
    op.drop_table("notify_silence")
    with op.batch_alter_table("notify_notice", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_notify_notice_unread",
            sqlite_where=sa.text("read_at is null"),
            postgresql_where=sa.text("read_at is null"),
        )
        batch_op.drop_index("ix_notify_notice_owner")
        batch_op.drop_index("ix_notify_notice_at")

    op.drop_table("notify_notice")
    op.drop_table("notify_follower")
    op.drop_table("notify_mark")
