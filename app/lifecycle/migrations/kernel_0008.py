"""Own templates of papers"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION

revision = "kernel_0008"
down_revision = "kernel_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_template_version",
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("division_code", DIVISION, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("based_on_id", BIG_ID, nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["based_on_id"],
            ["document_template_version.id"],
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("document", "division_code", "number", name="uq_document_template_number"),
    )
    op.create_table(
        "document_template_act",
        sa.Column("version_id", BIG_ID, nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_template_version.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("document_template_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_template_act_version_id"), ["version_id"], unique=False)

    with op.batch_alter_table("document_paper", schema=None) as batch_op:
        batch_op.add_column(sa.Column("template_id", BIG_ID, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("document_paper", schema=None) as batch_op:
        batch_op.drop_column("template_id")

    with op.batch_alter_table("document_template_act", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_template_act_version_id"))

    op.drop_table("document_template_act")
    op.drop_table("document_template_version")
