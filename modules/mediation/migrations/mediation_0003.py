"""Participants and reports to the police"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION

revision = "mediation_0003"
down_revision = "mediation_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mediation_participant",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("invited_on", sa.Date(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("mediation_id", BIG_ID, nullable=False),
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
            ["mediation_id"],
            ["mediation_mediation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["parties_person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mediation_id", "person_id"),
    )
    with op.batch_alter_table("mediation_participant", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mediation_participant_mediation_id"), ["mediation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_mediation_participant_person_id"), ["person_id"], unique=False)

    op.create_table(
        "mediation_police_report",
        sa.Column("reported_at", sa.DateTime(), nullable=False),
        sa.Column("organ", sa.String(length=120), nullable=False),
        sa.Column("means", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("mediation_id", BIG_ID, nullable=False),
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
            ["changed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["mediation_id"],
            ["mediation_mediation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("mediation_police_report", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mediation_police_report_mediation_id"), ["mediation_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("mediation_police_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mediation_police_report_mediation_id"))

    op.drop_table("mediation_police_report")
    with op.batch_alter_table("mediation_participant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mediation_participant_person_id"))
        batch_op.drop_index(batch_op.f("ix_mediation_participant_mediation_id"))

    op.drop_table("mediation_participant")
