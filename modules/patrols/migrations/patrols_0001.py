"""First tables"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION

revision = "patrols_0001"
down_revision = None
branch_labels = ("patrols",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "patrols_indicator",
        sa.Column("counted_by", sa.String(length=20), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "patrols_pay_grade",
        sa.Column("least", sa.Numeric(precision=5, scale=1), nullable=False),
        sa.Column("reward", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("least"),
    )
    op.create_table(
        "patrols_report_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("safe", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
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
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("division_code", "day"),
    )
    op.create_table(
        "patrols_visit_kind",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "patrols_visit_question",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "patrols_screening_campaign",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=10), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("aim", sa.String(length=500), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
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
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "patrols_visit_campaign",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("aim", sa.String(length=500), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
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
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "patrols_screening_report",
        sa.Column("campaign_id", BIG_ID, nullable=False),
        sa.Column("grid_id", BIG_ID, nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("resolved", sa.Integer(), nullable=False),
        sa.Column("remark", sa.String(length=500), nullable=True),
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
            ["campaign_id"],
            ["patrols_screening_campaign.id"],
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
            ["grid_id"],
            ["grids_grid.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("patrols_screening_report", schema=None) as batch_op:
        batch_op.create_index("ix_patrols_screening_campaign", ["campaign_id", "day"], unique=False)
        batch_op.create_index(batch_op.f("ix_patrols_screening_report_grid_id"), ["grid_id"], unique=False)

    op.create_table(
        "patrols_absence",
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=True),
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
    with op.batch_alter_table("patrols_absence", schema=None) as batch_op:
        batch_op.create_index("ix_patrols_absence_worker", ["worker_id", "first_day"], unique=False)

    op.create_table(
        "patrols_daily_report",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("items", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
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
        sa.UniqueConstraint("worker_id", "day"),
    )
    with op.batch_alter_table("patrols_daily_report", schema=None) as batch_op:
        batch_op.create_index("ix_patrols_report_county", ["scope_county", "day"], unique=False)
        batch_op.create_index("ix_patrols_report_town", ["scope_town", "day"], unique=False)

    op.create_table(
        "patrols_grid_appraisal",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("score", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("grade", sa.String(length=60), nullable=True),
        sa.Column("reward", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
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
        sa.UniqueConstraint("worker_id", "month"),
    )
    with op.batch_alter_table("patrols_grid_appraisal", schema=None) as batch_op:
        batch_op.create_index("ix_patrols_appraisal_county", ["scope_county", "month"], unique=False)

    op.create_table(
        "patrols_missing_report",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
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
        sa.UniqueConstraint("worker_id", "day"),
    )
    with op.batch_alter_table("patrols_missing_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patrols_missing_report_day"), ["day"], unique=False)

    op.create_table(
        "patrols_patrol",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("session", sa.String(length=2), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("findings", sa.Text(), nullable=True),
        sa.Column("grid_id", BIG_ID, nullable=False),
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
            ["grid_id"],
            ["grids_grid.id"],
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"],
            ["grids_grid_worker.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("patrols_patrol", schema=None) as batch_op:
        batch_op.create_index("ix_patrols_patrol_county", ["scope_county", "day"], unique=False)
        batch_op.create_index(batch_op.f("ix_patrols_patrol_grid_id"), ["grid_id"], unique=False)
        batch_op.create_index("ix_patrols_patrol_town", ["scope_town", "day"], unique=False)
        batch_op.create_index("ix_patrols_patrol_worker", ["worker_id", "day"], unique=False)

    op.create_table(
        "patrols_visit",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("organisation_id", BIG_ID, nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("campaign_id", BIG_ID, nullable=True),
        sa.Column("grid_id", BIG_ID, nullable=False),
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
            ["campaign_id"],
            ["patrols_visit_campaign.id"],
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
            ["grid_id"],
            ["grids_grid.id"],
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"],
            ["patrols_visit_kind.id"],
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["parties_organisation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["parties_person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"],
            ["grids_grid_worker.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("patrols_visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patrols_visit_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index("ix_patrols_visit_county", ["scope_county", "day"], unique=False)
        batch_op.create_index(batch_op.f("ix_patrols_visit_grid_id"), ["grid_id"], unique=False)
        batch_op.create_index("ix_patrols_visit_town", ["scope_town", "day"], unique=False)
        batch_op.create_index("ix_patrols_visit_worker", ["worker_id", "day"], unique=False)

    op.create_table(
        "patrols_appraisal_item",
        sa.Column("appraisal_id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("counted_by", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("points", sa.Numeric(precision=5, scale=1), nullable=True),
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
            ["appraisal_id"],
            ["patrols_grid_appraisal.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("appraisal_id", "name"),
    )
    op.create_table(
        "patrols_visit_asked",
        sa.Column("visit_id", BIG_ID, nullable=False),
        sa.Column("question_id", BIG_ID, nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["patrols_visit_question.id"],
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["patrols_visit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("visit_id", "question_id"),
    )


def downgrade() -> None:
    op.drop_table("patrols_visit_asked")
    op.drop_table("patrols_appraisal_item")
    with op.batch_alter_table("patrols_visit", schema=None) as batch_op:
        batch_op.drop_index("ix_patrols_visit_worker")
        batch_op.drop_index("ix_patrols_visit_town")
        batch_op.drop_index(batch_op.f("ix_patrols_visit_grid_id"))
        batch_op.drop_index("ix_patrols_visit_county")
        batch_op.drop_index(batch_op.f("ix_patrols_visit_campaign_id"))

    op.drop_table("patrols_visit")
    with op.batch_alter_table("patrols_patrol", schema=None) as batch_op:
        batch_op.drop_index("ix_patrols_patrol_worker")
        batch_op.drop_index("ix_patrols_patrol_town")
        batch_op.drop_index(batch_op.f("ix_patrols_patrol_grid_id"))
        batch_op.drop_index("ix_patrols_patrol_county")

    op.drop_table("patrols_patrol")
    with op.batch_alter_table("patrols_missing_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patrols_missing_report_day"))

    op.drop_table("patrols_missing_report")
    with op.batch_alter_table("patrols_grid_appraisal", schema=None) as batch_op:
        batch_op.drop_index("ix_patrols_appraisal_county")

    op.drop_table("patrols_grid_appraisal")
    with op.batch_alter_table("patrols_daily_report", schema=None) as batch_op:
        batch_op.drop_index("ix_patrols_report_town")
        batch_op.drop_index("ix_patrols_report_county")

    op.drop_table("patrols_daily_report")
    with op.batch_alter_table("patrols_absence", schema=None) as batch_op:
        batch_op.drop_index("ix_patrols_absence_worker")

    op.drop_table("patrols_absence")
    with op.batch_alter_table("patrols_screening_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patrols_screening_report_grid_id"))
        batch_op.drop_index("ix_patrols_screening_campaign")

    op.drop_table("patrols_screening_report")
    op.drop_table("patrols_visit_campaign")
    op.drop_table("patrols_screening_campaign")
    op.drop_table("patrols_visit_question")
    op.drop_table("patrols_visit_kind")
    op.drop_table("patrols_report_day")
    op.drop_table("patrols_pay_grade")
    op.drop_table("patrols_indicator")
