"""The tables of agreements as first released"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "agreements_0001"
down_revision = None
branch_labels = ("agreements",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agreements_agreement",
        sa.Column("number", sa.String(length=80), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("replaces_id", BIG_ID, nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
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
            ["mediation_id"],
            ["mediation_mediation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["agreements_agreement.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("agreements_agreement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agreements_agreement_effective_on"), ["effective_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_agreements_agreement_mediation_id"), ["mediation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_agreements_agreement_number"), ["number"], unique=False)

    op.create_table(
        "agreements_clause",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("payer_id", BIG_ID, nullable=True),
        sa.Column("payee_id", BIG_ID, nullable=True),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("manner", sa.String(length=40), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", BIG_ID, nullable=False),
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
            ["agreement_id"],
            ["agreements_agreement.id"],
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
            ["payee_id"],
            ["cases_case_party.id"],
        ),
        sa.ForeignKeyConstraint(
            ["payer_id"],
            ["cases_case_party.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("agreements_clause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreements_clause_agreement_id"), ["agreement_id"], unique=False)

    op.create_table(
        "agreements_signature",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("party_id", BIG_ID, nullable=True),
        sa.Column("mediator_id", BIG_ID, nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", BIG_ID, nullable=False),
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
            ["agreement_id"],
            ["agreements_agreement.id"],
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
            ["mediator_id"],
            ["mediators_mediator.id"],
        ),
        sa.ForeignKeyConstraint(
            ["party_id"],
            ["cases_case_party.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("agreement_id", "mediator_id"),
        sa.UniqueConstraint("agreement_id", "party_id"),
    )
    with op.batch_alter_table("agreements_signature", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agreements_signature_agreement_id"), ["agreement_id"], unique=False
        )

    op.create_table(
        "agreements_instalment",
        sa.Column("clause_id", BIG_ID, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
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
            ["clause_id"],
            ["agreements_clause.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("agreements_instalment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreements_instalment_clause_id"), ["clause_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreements_instalment_due_on"), ["due_on"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("agreements_instalment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreements_instalment_due_on"))
        batch_op.drop_index(batch_op.f("ix_agreements_instalment_clause_id"))

    op.drop_table("agreements_instalment")
    with op.batch_alter_table("agreements_signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreements_signature_agreement_id"))

    op.drop_table("agreements_signature")
    with op.batch_alter_table("agreements_clause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreements_clause_agreement_id"))

    op.drop_table("agreements_clause")
    with op.batch_alter_table("agreements_agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreements_agreement_number"))
        batch_op.drop_index(batch_op.f("ix_agreements_agreement_mediation_id"))
        batch_op.drop_index(batch_op.f("ix_agreements_agreement_effective_on"))

    op.drop_table("agreements_agreement")
