"""The tables of mediation as first released"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "mediation_0001"
down_revision = None
branch_labels = ("mediation",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mediation_mediation",
        sa.Column("committee_id", BIG_ID, nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("source_note", sa.String(length=120), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("requests", sa.Text(), nullable=True),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=True),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("rights_told_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=40), nullable=True),
        sa.Column("channels_told", sa.Text(), nullable=True),
        sa.Column("registrar_id", sa.Integer(), nullable=True),
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
        sa.Column("extra", JSON_DICT, nullable=False),
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
            ["committee_id"],
            ["mediators_committee.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["registrar_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("mediation_mediation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mediation_mediation_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_mediation_mediation_committee_id"), ["committee_id"], unique=False
        )

    op.create_table(
        "mediation_consent",
        sa.Column("party_id", BIG_ID, nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
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
            ["party_id"],
            ["cases_case_party.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mediation_id", "party_id"),
    )
    with op.batch_alter_table("mediation_consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mediation_consent_mediation_id"), ["mediation_id"], unique=False)

    op.create_table(
        "mediation_named_mediator",
        sa.Column("mediation_id", BIG_ID, nullable=False),
        sa.Column("mediator_id", BIG_ID, nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
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
            ["mediation_id"],
            ["mediation_mediation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["mediator_id"],
            ["mediators_mediator.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mediation_id", "mediator_id"),
    )
    with op.batch_alter_table("mediation_named_mediator", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mediation_named_mediator_mediator_id"), ["mediator_id"], unique=False
        )

    op.create_table(
        "mediation_session",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("others", sa.Text(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("result", sa.String(length=10), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.Column("recorder_id", sa.Integer(), nullable=True),
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
            ["recorder_id"],
            ["ab_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mediation_id", "number"),
    )
    with op.batch_alter_table("mediation_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mediation_session_mediation_id"), ["mediation_id"], unique=False)

    op.create_index(
        "ix_mediation_mediation_division_code_id",
        "mediation_mediation",
        ["division_code", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=[],
    )
    op.create_index(
        "ix_mediation_mediation_scope_city_id",
        "mediation_mediation",
        ["scope_city", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.create_index(
        "ix_mediation_mediation_scope_county_id",
        "mediation_mediation",
        ["scope_county", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.create_index(
        "ix_mediation_mediation_scope_province_id",
        "mediation_mediation",
        ["scope_province", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.create_index(
        "ix_mediation_mediation_scope_town_id",
        "mediation_mediation",
        ["scope_town", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )


def downgrade() -> None:
    op.drop_index(
        "ix_mediation_mediation_scope_town_id",
        table_name="mediation_mediation",
        sqlite_where=None,
        postgresql_where=None,
    )
    op.drop_index(
        "ix_mediation_mediation_scope_province_id",
        table_name="mediation_mediation",
        sqlite_where=None,
        postgresql_where=None,
    )
    op.drop_index(
        "ix_mediation_mediation_scope_county_id",
        table_name="mediation_mediation",
        sqlite_where=None,
        postgresql_where=None,
    )
    op.drop_index(
        "ix_mediation_mediation_scope_city_id",
        table_name="mediation_mediation",
        sqlite_where=None,
        postgresql_where=None,
    )
    op.drop_index(
        "ix_mediation_mediation_division_code_id",
        table_name="mediation_mediation",
        sqlite_where=None,
        postgresql_where=None,
    )
    with op.batch_alter_table("mediation_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mediation_session_mediation_id"))

    op.drop_table("mediation_session")
    with op.batch_alter_table("mediation_named_mediator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mediation_named_mediator_mediator_id"))

    op.drop_table("mediation_named_mediator")
    with op.batch_alter_table("mediation_consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mediation_consent_mediation_id"))

    op.drop_table("mediation_consent")
    with op.batch_alter_table("mediation_mediation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mediation_mediation_committee_id"))
        batch_op.drop_index(batch_op.f("ix_mediation_mediation_case_id"))

    op.drop_table("mediation_mediation")
