"""The tables of confirmation as first released"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "confirmation_0001"
down_revision = None
branch_labels = ("confirmation",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "confirmation_court",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("county_code", DIVISION, nullable=False),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=30), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
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
        sa.UniqueConstraint("code"),
    )
    with op.batch_alter_table("confirmation_court", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_confirmation_court_county_code"), ["county_code"], unique=False)

    op.create_table(
        "confirmation_screening_question",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("stops_on", sa.String(length=3), nullable=False),
        sa.Column("article", sa.String(length=60), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
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
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "confirmation_confirmation",
        sa.Column("agreement_id", BIG_ID, nullable=False),
        sa.Column("court_id", BIG_ID, nullable=True),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("court_accepted_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("refusal_words", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=24), nullable=False),
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
            ["agreement_id"],
            ["agreements_agreement.id"],
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["court_id"],
            ["confirmation_court.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("confirmation_confirmation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_confirmation_confirmation_agreement_id"), ["agreement_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_confirmation_confirmation_deadline"), ["deadline"], unique=False)

    op.create_table(
        "confirmation_applicant",
        sa.Column("party_id", BIG_ID, nullable=False),
        sa.Column("joint", sa.Boolean(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("postcode", sa.String(length=10), nullable=True),
        sa.Column("electronic", sa.Boolean(), nullable=False),
        sa.Column("confirmation_id", BIG_ID, nullable=False),
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
            ["confirmation_id"],
            ["confirmation_confirmation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["party_id"],
            ["cases_case_party.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("confirmation_id", "party_id"),
    )
    with op.batch_alter_table("confirmation_applicant", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_confirmation_applicant_confirmation_id"), ["confirmation_id"], unique=False
        )

    op.create_table(
        "confirmation_ruling",
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("ruled_on", sa.Date(), nullable=False),
        sa.Column("judge", sa.String(length=40), nullable=True),
        sa.Column("result", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("scan_path", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmation_id", BIG_ID, nullable=False),
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
            ["confirmation_id"],
            ["confirmation_confirmation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("confirmation_id"),
    )
    with op.batch_alter_table("confirmation_ruling", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_confirmation_ruling_confirmation_id"), ["confirmation_id"], unique=False
        )

    op.create_table(
        "confirmation_screening_answer",
        sa.Column("question_id", BIG_ID, nullable=False),
        sa.Column("answer", sa.String(length=3), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmation_id", BIG_ID, nullable=False),
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
            ["confirmation_id"],
            ["confirmation_confirmation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["confirmation_screening_question.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("confirmation_id", "question_id"),
    )
    with op.batch_alter_table("confirmation_screening_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_confirmation_screening_answer_confirmation_id"), ["confirmation_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("confirmation_screening_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_confirmation_screening_answer_confirmation_id"))

    op.drop_table("confirmation_screening_answer")
    with op.batch_alter_table("confirmation_ruling", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_confirmation_ruling_confirmation_id"))

    op.drop_table("confirmation_ruling")
    with op.batch_alter_table("confirmation_applicant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_confirmation_applicant_confirmation_id"))

    op.drop_table("confirmation_applicant")
    with op.batch_alter_table("confirmation_confirmation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_confirmation_confirmation_deadline"))
        batch_op.drop_index(batch_op.f("ix_confirmation_confirmation_agreement_id"))

    op.drop_table("confirmation_confirmation")
    op.drop_table("confirmation_screening_question")
    with op.batch_alter_table("confirmation_court", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_confirmation_court_county_code"))

    op.drop_table("confirmation_court")
