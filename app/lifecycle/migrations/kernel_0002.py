"""Views people keep, what they typed, and files laid to rows"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION

revision = "kernel_0002"
down_revision = "kernel_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_attachment",
        sa.Column("subject_model", sa.String(length=80), nullable=False),
        sa.Column("subject_id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("body_sealed", sa.Text(), nullable=False),
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
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.String(length=500), nullable=True),
        sa.Column("void_asked_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["void_asked_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uuid"),
    )
    with op.batch_alter_table("document_attachment", schema=None) as batch_op:
        batch_op.create_index("ix_document_attachment_subject", ["subject_model", "subject_id"], unique=False)

    op.create_table(
        "view_saved_view",
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("shared_code", DIVISION, nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner_id", "model", "name"),
    )
    with op.batch_alter_table("view_saved_view", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_view_saved_view_model"), ["model"], unique=False)

    op.create_table(
        "view_typed",
        sa.Column("once", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=200), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=True),
        sa.Column("led_to", sa.String(length=300), nullable=True),
        sa.Column("fields_sealed", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner_id", "once"),
        sa.UniqueConstraint("uuid"),
    )
    with op.batch_alter_table("view_typed", schema=None) as batch_op:
        batch_op.create_index("ix_view_typed_form", ["owner_id", "form", "kept_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("view_typed", schema=None) as batch_op:
        batch_op.drop_index("ix_view_typed_form")

    op.drop_table("view_typed")
    with op.batch_alter_table("view_saved_view", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_view_saved_view_model"))

    op.drop_table("view_saved_view")
    with op.batch_alter_table("document_attachment", schema=None) as batch_op:
        batch_op.drop_index("ix_document_attachment_subject")

    op.drop_table("document_attachment")
