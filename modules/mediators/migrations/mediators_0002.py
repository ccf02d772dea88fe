"""Add qualifications, trainings, postings, subsidies and leaving"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION

revision = "mediators_0002"
down_revision = "mediators_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mediators_posting",
        sa.Column("unit_id", BIG_ID, nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("mediator_id", BIG_ID, nullable=False),
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
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
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
            ["mediator_id"],
            ["mediators_mediator.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["org_unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("mediators_posting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mediators_posting_mediator_id"), ["mediator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mediators_posting_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_mediators_posting_open",
            ["mediator_id", "unit_id"],
            unique=True,
            sqlite_where=sa.text("ends_on is null"),
            postgresql_where=sa.text("ends_on is null"),
        )

    op.create_table(
        "mediators_qualification",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("issued_by", sa.String(length=120), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("mediator_id", BIG_ID, nullable=False),
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
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
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
            ["mediator_id"],
            ["mediators_mediator.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mediator_id", "kind", "number"),
    )
    with op.batch_alter_table("mediators_qualification", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mediators_qualification_expires_on"), ["expires_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_mediators_qualification_mediator_id"), ["mediator_id"], unique=False
        )

    op.create_table(
        "mediators_subsidy",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("mediator_id", BIG_ID, nullable=False),
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
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
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
            ["mediator_id"],
            ["mediators_mediator.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mediator_id", "month"),
    )
    with op.batch_alter_table("mediators_subsidy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mediators_subsidy_mediator_id"), ["mediator_id"], unique=False)

    op.create_table(
        "mediators_training",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("mentor", sa.String(length=60), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=200), nullable=True),
        sa.Column("mediator_id", BIG_ID, nullable=False),
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
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
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
            ["mediator_id"],
            ["mediators_mediator.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("mediators_training", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mediators_training_mediator_id"), ["mediator_id"], unique=False)

    # Rows that are there get the defaults once; new ones get them from the model.
    with op.batch_alter_table("mediators_committee", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("multi_ethnic", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("mediators_committee", schema=None) as batch_op:
        batch_op.alter_column("multi_ethnic", server_default=None)

    with op.batch_alter_table("mediators_mediator", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("status", sa.String(length=20), nullable=False, server_default="serving")
        )
        batch_op.add_column(sa.Column("languages", sa.String(length=60), nullable=True))
        batch_op.add_column(
            sa.Column("on_court_roster", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("mediators_mediator", schema=None) as batch_op:
        batch_op.alter_column("status", server_default=None)
        batch_op.alter_column("on_court_roster", server_default=None)
    op.execute("update mediators_mediator set status = 'left' where left_on is not null")


def downgrade() -> None:
    with op.batch_alter_table("mediators_mediator", schema=None) as batch_op:
        batch_op.drop_column("on_court_roster")
        batch_op.drop_column("languages")
        batch_op.drop_column("status")

    with op.batch_alter_table("mediators_committee", schema=None) as batch_op:
        batch_op.drop_column("multi_ethnic")

    with op.batch_alter_table("mediators_training", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mediators_training_mediator_id"))

    op.drop_table("mediators_training")
    with op.batch_alter_table("mediators_subsidy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mediators_subsidy_mediator_id"))

    op.drop_table("mediators_subsidy")
    with op.batch_alter_table("mediators_qualification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mediators_qualification_mediator_id"))
        batch_op.drop_index(batch_op.f("ix_mediators_qualification_expires_on"))

    op.drop_table("mediators_qualification")
    with op.batch_alter_table("mediators_posting", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_mediators_posting_open",
            sqlite_where=sa.text("ends_on is null"),
            postgresql_where=sa.text("ends_on is null"),
        )
        batch_op.drop_index(batch_op.f("ix_mediators_posting_unit_id"))
        batch_op.drop_index(batch_op.f("ix_mediators_posting_mediator_id"))

    op.drop_table("mediators_posting")
