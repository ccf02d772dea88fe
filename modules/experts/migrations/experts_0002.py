"""Terms, hours, ties and the rota"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "experts_0002"
down_revision = "experts_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "experts_expert_absence",
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=True),
        sa.Column("expert_id", BIG_ID, nullable=False),
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
            ["expert_id"],
            ["experts_expert.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("experts_expert_absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_experts_expert_absence_expert_id"), ["expert_id"], unique=False)

    op.create_table(
        "experts_expert_field",
        sa.Column("field_id", BIG_ID, nullable=False),
        sa.Column("expert_id", BIG_ID, nullable=False),
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
            ["expert_id"],
            ["experts_expert.id"],
        ),
        sa.ForeignKeyConstraint(
            ["field_id"],
            ["experts_field.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("expert_id", "field_id"),
    )
    with op.batch_alter_table("experts_expert_field", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_experts_expert_field_expert_id"), ["expert_id"], unique=False)

    op.create_table(
        "experts_expert_hours",
        sa.Column("weekday", sa.String(length=1), nullable=False),
        sa.Column("begins", sa.String(length=5), nullable=False),
        sa.Column("ends", sa.String(length=5), nullable=False),
        sa.Column("expert_id", BIG_ID, nullable=False),
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
            ["expert_id"],
            ["experts_expert.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("expert_id", "weekday", "begins"),
    )
    with op.batch_alter_table("experts_expert_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_experts_expert_hours_expert_id"), ["expert_id"], unique=False)

    op.create_table(
        "experts_expert_interest",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("organisation_id", BIG_ID, nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("expert_id", BIG_ID, nullable=False),
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
            ["expert_id"],
            ["experts_expert.id"],
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["parties_organisation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["parties_person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("experts_expert_interest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_experts_expert_interest_expert_id"), ["expert_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_experts_expert_interest_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_experts_expert_interest_person_id"), ["person_id"], unique=False)

    op.create_table(
        "experts_expert_rota",
        sa.Column("unit_id", BIG_ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shift_id", BIG_ID, nullable=False),
        sa.Column("expert_id", BIG_ID, nullable=True),
        sa.Column("begins_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=True),
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
            ["changed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"],
            ["experts_expert.id"],
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"],
            ["centres_shift.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["org_unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("unit_id", "day", "shift_id", "expert_id"),
    )
    with op.batch_alter_table("experts_expert_rota", schema=None) as batch_op:
        batch_op.create_index("ix_experts_expert_rota_begins", ["begins_at"], unique=False)
        batch_op.create_index("ix_experts_expert_rota_expert", ["expert_id", "begins_at"], unique=False)

    with op.batch_alter_table("experts_expert", schema=None) as batch_op:
        batch_op.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("specialities", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("term_begins_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("term_ends_on", sa.Date(), nullable=True))
        batch_op.create_foreign_key("experts_expert_account_id_fkey", "ab_user", ["account_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("experts_expert", schema=None) as batch_op:
        batch_op.drop_constraint("experts_expert_account_id_fkey", type_="foreignkey")
        batch_op.drop_column("term_ends_on")
        batch_op.drop_column("term_begins_on")
        batch_op.drop_column("specialities")
        batch_op.drop_column("account_id")

    with op.batch_alter_table("experts_expert_rota", schema=None) as batch_op:
        batch_op.drop_index("ix_experts_expert_rota_expert")
        batch_op.drop_index("ix_experts_expert_rota_begins")

    op.drop_table("experts_expert_rota")
    with op.batch_alter_table("experts_expert_interest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_experts_expert_interest_person_id"))
        batch_op.drop_index(batch_op.f("ix_experts_expert_interest_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_experts_expert_interest_expert_id"))

    op.drop_table("experts_expert_interest")
    with op.batch_alter_table("experts_expert_hours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_experts_expert_hours_expert_id"))

    op.drop_table("experts_expert_hours")
    with op.batch_alter_table("experts_expert_field", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_experts_expert_field_expert_id"))

    op.drop_table("experts_expert_field")
    with op.batch_alter_table("experts_expert_absence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_experts_expert_absence_expert_id"))

    op.drop_table("experts_expert_absence")
