"""The tables of dispatch as first released"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION

revision = "dispatch_0001"
down_revision = None
branch_labels = ("dispatch",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dispatch_assignment",
        sa.Column("unit_id", BIG_ID, nullable=False),
        sa.Column("handler_id", sa.Integer(), nullable=True),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("case_id", BIG_ID, nullable=False),
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
            ["case_id"],
            ["cases_case.id"],
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
            ["handler_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["org_unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("dispatch_assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dispatch_assignment_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dispatch_assignment_handler_id"), ["handler_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dispatch_assignment_unit_id"), ["unit_id"], unique=False)

    op.create_index(
        "ix_dispatch_assignment_division_code_id_open",
        "dispatch_assignment",
        ["division_code", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status not in ('done', 'returned')"),
        postgresql_where=sa.text("status not in ('done', 'returned')"),
    )
    op.create_index(
        "ix_dispatch_assignment_scope_city_id_open",
        "dispatch_assignment",
        ["scope_city", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status not in ('done', 'returned')"),
        postgresql_where=sa.text("status not in ('done', 'returned')"),
    )
    op.create_index(
        "ix_dispatch_assignment_scope_county_id_open",
        "dispatch_assignment",
        ["scope_county", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status not in ('done', 'returned')"),
        postgresql_where=sa.text("status not in ('done', 'returned')"),
    )
    op.create_index(
        "ix_dispatch_assignment_scope_province_id_open",
        "dispatch_assignment",
        ["scope_province", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status not in ('done', 'returned')"),
        postgresql_where=sa.text("status not in ('done', 'returned')"),
    )
    op.create_index(
        "ix_dispatch_assignment_scope_town_id_open",
        "dispatch_assignment",
        ["scope_town", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=sa.text("status not in ('done', 'returned')"),
        postgresql_where=sa.text("status not in ('done', 'returned')"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_dispatch_assignment_scope_town_id_open",
        table_name="dispatch_assignment",
        sqlite_where=sa.text("status not in ('done', 'returned')"),
        postgresql_where=sa.text("status not in ('done', 'returned')"),
    )
    op.drop_index(
        "ix_dispatch_assignment_scope_province_id_open",
        table_name="dispatch_assignment",
        sqlite_where=sa.text("status not in ('done', 'returned')"),
        postgresql_where=sa.text("status not in ('done', 'returned')"),
    )
    op.drop_index(
        "ix_dispatch_assignment_scope_county_id_open",
        table_name="dispatch_assignment",
        sqlite_where=sa.text("status not in ('done', 'returned')"),
        postgresql_where=sa.text("status not in ('done', 'returned')"),
    )
    op.drop_index(
        "ix_dispatch_assignment_scope_city_id_open",
        table_name="dispatch_assignment",
        sqlite_where=sa.text("status not in ('done', 'returned')"),
        postgresql_where=sa.text("status not in ('done', 'returned')"),
    )
    op.drop_index(
        "ix_dispatch_assignment_division_code_id_open",
        table_name="dispatch_assignment",
        sqlite_where=sa.text("status not in ('done', 'returned')"),
        postgresql_where=sa.text("status not in ('done', 'returned')"),
    )
    with op.batch_alter_table("dispatch_assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dispatch_assignment_unit_id"))
        batch_op.drop_index(batch_op.f("ix_dispatch_assignment_handler_id"))
        batch_op.drop_index(batch_op.f("ix_dispatch_assignment_case_id"))

    op.drop_table("dispatch_assignment")
