"""The tables of key persons as first released"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION

revision = "keypersons_0001"
down_revision = None
branch_labels = ("keypersons",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "keypersons_concern_level",
        sa.Column("visit_days", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "keypersons_key_person_kind",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "keypersons_key_person",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("kind_id", BIG_ID, nullable=False),
        sa.Column("level_id", BIG_ID, nullable=False),
        sa.Column("guardian_id", BIG_ID, nullable=True),
        sa.Column("helper_id", BIG_ID, nullable=True),
        sa.Column("visit_days", sa.Integer(), nullable=True),
        sa.Column("last_visit_on", sa.Date(), nullable=True),
        sa.Column("next_visit_on", sa.Date(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("award", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("insurance", sa.String(length=120), nullable=True),
        sa.Column("note_sealed", sa.Text(), nullable=True),
        sa.Column("note_index", sa.String(length=64), nullable=True),
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
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.CheckConstraint("award >= 0", name="award"),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["guardian_id"],
            ["parties_person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"],
            ["parties_person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"],
            ["keypersons_key_person_kind.id"],
        ),
        sa.ForeignKeyConstraint(
            ["level_id"],
            ["keypersons_concern_level.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["parties_person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id"),
        sa.UniqueConstraint("uuid"),
    )
    with op.batch_alter_table("keypersons_key_person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_keypersons_key_person_note_index"), ["note_index"], unique=False)
        batch_op.create_index("ix_keypersons_next_visit", ["scope_county", "next_visit_on"], unique=False)

    op.create_table(
        "keypersons_key_visit",
        sa.Column("key_person_id", BIG_ID, nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("manner", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("visitor_id", sa.Integer(), nullable=True),
        sa.Column("finding_sealed", sa.Text(), nullable=True),
        sa.Column("finding_index", sa.String(length=64), nullable=True),
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
            ["key_person_id"],
            ["keypersons_key_person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["visitor_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uuid"),
    )
    with op.batch_alter_table("keypersons_key_visit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_keypersons_key_visit_finding_index"), ["finding_index"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_keypersons_key_visit_key_person_id"), ["key_person_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("keypersons_key_visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_keypersons_key_visit_key_person_id"))
        batch_op.drop_index(batch_op.f("ix_keypersons_key_visit_finding_index"))

    op.drop_table("keypersons_key_visit")
    with op.batch_alter_table("keypersons_key_person", schema=None) as batch_op:
        batch_op.drop_index("ix_keypersons_next_visit")
        batch_op.drop_index(batch_op.f("ix_keypersons_key_person_note_index"))

    op.drop_table("keypersons_key_person")
    op.drop_table("keypersons_key_person_kind")
    op.drop_table("keypersons_concern_level")
