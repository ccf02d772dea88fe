"""The letter of request: who asks, what is handed over"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID

revision = "docking_0002"
down_revision = "docking_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("docking_third_party_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unit_id", BIG_ID, nullable=True))
        batch_op.add_column(sa.Column("handed_over", sa.String(length=1000), nullable=True))
        batch_op.create_foreign_key(
            "docking_third_party_request_unit_id_fkey", "org_unit", ["unit_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("docking_third_party_request", schema=None) as batch_op:
        batch_op.drop_constraint("docking_third_party_request_unit_id_fkey", type_="foreignkey")
        batch_op.drop_column("handed_over")
        batch_op.drop_column("unit_id")
