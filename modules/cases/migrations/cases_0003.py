"""Agents are authorised in words and for a time"""

import sqlalchemy as sa
from alembic import op

revision = "cases_0003"
down_revision = "cases_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_case_party", schema=None) as batch_op:
        batch_op.add_column(sa.Column("powers", sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column("authorised_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("authorised_until", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_case_party", schema=None) as batch_op:
        batch_op.drop_column("authorised_until")
        batch_op.drop_column("authorised_from")
        batch_op.drop_column("powers")
