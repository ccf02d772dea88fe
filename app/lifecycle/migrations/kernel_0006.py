"""Changes of divisions"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "kernel_0006"
down_revision = "kernel_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "org_division_change",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("code", DIVISION, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("new_code", DIVISION, nullable=False),
        sa.Column("new_name", sa.String(length=80), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("data", JSON_DICT, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("org_division_change", schema=None) as batch_op:
        batch_op.create_index("ix_org_division_change_code", ["code", "id"], unique=False)
        batch_op.create_index("ix_org_division_change_new_code", ["new_code", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("org_division_change", schema=None) as batch_op:
        batch_op.drop_index("ix_org_division_change_new_code")
        batch_op.drop_index("ix_org_division_change_code")

    op.drop_table("org_division_change")
