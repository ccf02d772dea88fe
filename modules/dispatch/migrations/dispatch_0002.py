"""Add the skill a category asks for"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID

revision = "dispatch_0002"
down_revision = "dispatch_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dispatch_category_skill",
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("skill_id", BIG_ID, nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["skill_id"],
            ["teams_skill.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("category"),
    )


def downgrade() -> None:
    op.drop_table("dispatch_category_skill")
