"""Tables of parties"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "parties_0001"
down_revision = None
branch_labels = ("parties",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "parties_organisation",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("legal_representative", sa.String(length=80), nullable=True),
        sa.Column("representative_post", sa.String(length=60), nullable=True),
        sa.Column("phone", sa.String(length=30), nullable=True),
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
        sa.Column("spelling", sa.String(length=400), nullable=False),
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
    with op.batch_alter_table("parties_organisation", schema=None) as batch_op:
        batch_op.create_index("ix_parties_organisation_county", ["scope_county", "id"], unique=False)
        batch_op.create_index("ix_parties_organisation_uscc", ["uscc"], unique=False)

    op.create_table(
        "parties_person",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("id_type", sa.String(length=3), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("ethnicity", sa.String(length=20), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("occupation", sa.String(length=80), nullable=True),
        sa.Column("employer", sa.String(length=120), nullable=True),
        sa.Column("native_place", sa.String(length=60), nullable=True),
        sa.Column("id_number_sealed", sa.Text(), nullable=True),
        sa.Column("id_number_index", sa.String(length=64), nullable=True),
        sa.Column("phone_sealed", sa.Text(), nullable=True),
        sa.Column("phone_index", sa.String(length=64), nullable=True),
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
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("spelling", sa.String(length=400), nullable=False),
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
        sa.UniqueConstraint("uuid"),
    )
    with op.batch_alter_table("parties_person", schema=None) as batch_op:
        batch_op.create_index("ix_parties_person_county", ["scope_county", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_parties_person_id_number_index"), ["id_number_index"], unique=False
        )
        batch_op.create_index("ix_parties_person_name", ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_parties_person_phone_index"), ["phone_index"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("parties_person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parties_person_phone_index"))
        batch_op.drop_index("ix_parties_person_name")
        batch_op.drop_index(batch_op.f("ix_parties_person_id_number_index"))
        batch_op.drop_index("ix_parties_person_county")

    op.drop_table("parties_person")
    with op.batch_alter_table("parties_organisation", schema=None) as batch_op:
        batch_op.drop_index("ix_parties_organisation_uscc")
        batch_op.drop_index("ix_parties_organisation_county")

    op.drop_table("parties_organisation")
