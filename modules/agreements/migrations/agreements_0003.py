"""Keep the account of a payee with its clause"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "agreements_0003"
down_revision = "agreements_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("agreements_clause", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bank", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("account_sealed", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("account_index", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("uuid", sa.String(length=36), nullable=True))
    clause = sa.table("agreements_clause", sa.column("id"), sa.column("uuid"))
    connection = op.get_bind()
    for key in connection.scalars(sa.select(clause.c.id)).all():
        connection.execute(sa.update(clause).where(clause.c.id == key).values(uuid=str(uuid4())))
    with op.batch_alter_table("agreements_clause", schema=None) as batch_op:
        batch_op.alter_column("uuid", nullable=False, existing_type=sa.String(length=36))
        batch_op.create_index(
            batch_op.f("ix_agreements_clause_account_index"), ["account_index"], unique=False
        )
        batch_op.create_unique_constraint("agreements_clause_uuid_key", ["uuid"])


def downgrade() -> None:
    with op.batch_alter_table("agreements_clause", schema=None) as batch_op:
        batch_op.drop_constraint("agreements_clause_uuid_key", type_="unique")
        batch_op.drop_index(batch_op.f("ix_agreements_clause_account_index"))
        batch_op.drop_column("uuid")
        batch_op.drop_column("account_index")
        batch_op.drop_column("account_sealed")
        batch_op.drop_column("bank")
