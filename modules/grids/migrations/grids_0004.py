"""Workers on leave, devices, training, pay and hand-overs"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION

revision = "grids_0004"
down_revision = "grids_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "grids_device_kind",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "grids_device",
        sa.Column("kind_id", BIG_ID, nullable=False),
        sa.Column("serial", sa.String(length=60), nullable=False),
        sa.Column("worker_id", BIG_ID, nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
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
            ["kind_id"],
            ["grids_device_kind.id"],
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"],
            ["grids_grid_worker.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind_id", "serial"),
    )
    with op.batch_alter_table("grids_device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grids_device_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "grids_hand_over",
        sa.Column("cause", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("successor_id", BIG_ID, nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("worker_id", BIG_ID, nullable=False),
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
            ["accepted_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"],
            ["grids_grid_worker.id"],
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"],
            ["grids_grid_worker.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("grids_hand_over", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grids_hand_over_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "grids_pay",
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("monthly", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("worker_id", BIG_ID, nullable=False),
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
            ["worker_id"],
            ["grids_grid_worker.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("worker_id", "since"),
    )
    with op.batch_alter_table("grids_pay", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grids_pay_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "grids_training",
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=200), nullable=True),
        sa.Column("worker_id", BIG_ID, nullable=False),
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
            ["worker_id"],
            ["grids_grid_worker.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("grids_training", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grids_training_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "grids_device_loan",
        sa.Column("device_id", BIG_ID, nullable=False),
        sa.Column("lent_on", sa.Date(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("worker_id", BIG_ID, nullable=False),
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
            ["device_id"],
            ["grids_device.id"],
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"],
            ["grids_grid_worker.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("grids_device_loan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grids_device_loan_device_id"), ["device_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_grids_device_loan_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "grids_hand_over_item",
        sa.Column("hand_over_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("successor_id", BIG_ID, nullable=True),
        sa.Column("ended_id", BIG_ID, nullable=True),
        sa.Column("taken_id", BIG_ID, nullable=True),
        sa.Column("device_id", BIG_ID, nullable=True),
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
            ["device_id"],
            ["grids_device.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ended_id"],
            ["grids_grid_assignment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["hand_over_id"],
            ["grids_hand_over.id"],
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"],
            ["grids_grid_worker.id"],
        ),
        sa.ForeignKeyConstraint(
            ["taken_id"],
            ["grids_grid_assignment.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("grids_hand_over_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_grids_hand_over_item_hand_over_id"), ["hand_over_id"], unique=False
        )

    # Workers who are there get a state once; new ones get it from the model.
    with op.batch_alter_table("grids_grid_worker", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("status", sa.String(length=10), nullable=False, server_default="serving")
        )
        batch_op.add_column(sa.Column("insurance_until", sa.Date(), nullable=True))
    with op.batch_alter_table("grids_grid_worker", schema=None) as batch_op:
        batch_op.alter_column("status", server_default=None)
    op.execute("update grids_grid_worker set status = 'left' where left_on is not null")


def downgrade() -> None:
    with op.batch_alter_table("grids_grid_worker", schema=None) as batch_op:
        batch_op.drop_column("insurance_until")
        batch_op.drop_column("status")

    with op.batch_alter_table("grids_hand_over_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grids_hand_over_item_hand_over_id"))

    op.drop_table("grids_hand_over_item")
    with op.batch_alter_table("grids_device_loan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grids_device_loan_worker_id"))
        batch_op.drop_index(batch_op.f("ix_grids_device_loan_device_id"))

    op.drop_table("grids_device_loan")
    with op.batch_alter_table("grids_training", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grids_training_worker_id"))

    op.drop_table("grids_training")
    with op.batch_alter_table("grids_pay", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grids_pay_worker_id"))

    op.drop_table("grids_pay")
    with op.batch_alter_table("grids_hand_over", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grids_hand_over_worker_id"))

    op.drop_table("grids_hand_over")
    with op.batch_alter_table("grids_device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grids_device_worker_id"))

    op.drop_table("grids_device")
    op.drop_table("grids_device_kind")
