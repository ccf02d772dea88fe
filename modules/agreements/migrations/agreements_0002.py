"""Keep the legality check with the agreement"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import JSON_DICT

revision = "agreements_0002"
down_revision = "agreements_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("agreements_agreement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("checked", JSON_DICT, nullable=False, server_default="{}"))
    with op.batch_alter_table("agreements_agreement", schema=None) as batch_op:
        batch_op.alter_column("checked", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("agreements_agreement", schema=None) as batch_op:
        batch_op.drop_column("checked")
