"""Teams, members and social forces"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "teams_0001"
down_revision = None
branch_labels = ("teams",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "teams_force_kind",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "teams_skill",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "teams_response_team",
        sa.Column("unit_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("same_staffing", sa.Boolean(), nullable=False),
        sa.Column("same_management", sa.Boolean(), nullable=False),
        sa.Column("same_clothing", sa.Boolean(), nullable=False),
        sa.Column("same_signs", sa.Boolean(), nullable=False),
        sa.Column("same_equipment", sa.Boolean(), nullable=False),
        sa.Column("same_pay", sa.Boolean(), nullable=False),
        sa.Column("calls_per_day", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("calls_reported_on", sa.Date(), nullable=True),
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
            ["unit_id"],
            ["org_unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("unit_id"),
    )
    op.create_table(
        "teams_social_force",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind_id", BIG_ID, nullable=False),
        sa.Column("contact_id", BIG_ID, nullable=True),
        sa.Column("team_id", BIG_ID, nullable=True),
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
            ["contact_id"],
            ["parties_person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"],
            ["teams_force_kind.id"],
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["teams_response_team.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("teams_social_force", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_teams_social_force_team_id"), ["team_id"], unique=False)

    op.create_table(
        "teams_team_member",
        sa.Column("team_id", BIG_ID, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("post", sa.String(length=10), nullable=False),
        sa.Column("origin_id", BIG_ID, nullable=True),
        sa.Column("native_place", sa.String(length=60), nullable=True),
        sa.Column("dialects", sa.String(length=60), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("person_id", BIG_ID, nullable=False),
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
        sa.Column("extra", JSON_DICT, nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
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
            ["origin_id"],
            ["org_unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["parties_person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["teams_response_team.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("teams_team_member", schema=None) as batch_op:
        batch_op.create_index(
            "ix_teams_team_member_leads",
            ["team_id"],
            unique=True,
            sqlite_where=sa.text("left_on is null and post = 'leader'"),
            postgresql_where=sa.text("left_on is null and post = 'leader'"),
        )
        batch_op.create_index(
            "ix_teams_team_member_serves",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("left_on is null"),
            postgresql_where=sa.text("left_on is null"),
        )
        batch_op.create_index(batch_op.f("ix_teams_team_member_team_id"), ["team_id"], unique=False)

    op.create_table(
        "teams_social_force_skill",
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("skill_id", BIG_ID, nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["teams_social_force.id"],
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"],
            ["teams_skill.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner_id", "skill_id"),
    )
    op.create_table(
        "teams_team_member_skill",
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("skill_id", BIG_ID, nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["teams_team_member.id"],
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"],
            ["teams_skill.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner_id", "skill_id"),
    )


def downgrade() -> None:
    op.drop_table("teams_team_member_skill")
    op.drop_table("teams_social_force_skill")
    with op.batch_alter_table("teams_team_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_teams_team_member_team_id"))
        batch_op.drop_index(
            "ix_teams_team_member_serves",
            sqlite_where=sa.text("left_on is null"),
            postgresql_where=sa.text("left_on is null"),
        )
        batch_op.drop_index(
            "ix_teams_team_member_leads",
            sqlite_where=sa.text("left_on is null and post = 'leader'"),
            postgresql_where=sa.text("left_on is null and post = 'leader'"),
        )

    op.drop_table("teams_team_member")
    with op.batch_alter_table("teams_social_force", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_teams_social_force_team_id"))

    op.drop_table("teams_social_force")
    op.drop_table("teams_response_team")
    op.drop_table("teams_skill")
    op.drop_table("teams_force_kind")
