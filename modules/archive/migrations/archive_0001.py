"""The tables of the archive as first released"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, DIVISION, JSON_DICT

revision = "archive_0001"
down_revision = None
branch_labels = ("archive",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "archive_requirement",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "archive_destruction",
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("carried_out_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
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
        "archive_retention_rule",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("fact", sa.String(length=30), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=300), nullable=True),
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
        "archive_slot",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("papers", sa.String(length=300), nullable=False),
        sa.Column("models", sa.String(length=300), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("requirement_id", BIG_ID, nullable=True),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["archive_requirement.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "archive_volume",
        sa.Column("number", sa.String(length=80), nullable=True),
        sa.Column("retention", sa.String(length=12), nullable=False),
        sa.Column("retention_why", sa.String(length=200), nullable=True),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("filed_by_id", sa.Integer(), nullable=True),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=True),
        sa.Column("job_id", BIG_ID, nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
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
            ["checked_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["filed_by_id"],
            ["ab_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["mediation_id"],
            ["mediation_mediation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mediation_id"),
    )
    with op.batch_alter_table("archive_volume", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_archive_volume_kept_until"), ["kept_until"], unique=False)
        batch_op.create_index(batch_op.f("ix_archive_volume_mediation_id"), ["mediation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_archive_volume_number"), ["number"], unique=False)

    op.create_table(
        "archive_destruction_entry",
        sa.Column("destruction_id", BIG_ID, nullable=False),
        sa.Column("volume_id", BIG_ID, nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.Column("done", sa.String(length=200), nullable=True),
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
            ["destruction_id"],
            ["archive_destruction.id"],
        ),
        sa.ForeignKeyConstraint(
            ["volume_id"],
            ["archive_volume.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("destruction_id", "volume_id"),
    )
    with op.batch_alter_table("archive_destruction_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_archive_destruction_entry_destruction_id"), ["destruction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_archive_destruction_entry_volume_id"), ["volume_id"], unique=False
        )

    op.create_table(
        "archive_explanation",
        sa.Column("requirement_id", BIG_ID, nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("volume_id", BIG_ID, nullable=False),
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
            ["requirement_id"],
            ["archive_requirement.id"],
        ),
        sa.ForeignKeyConstraint(
            ["volume_id"],
            ["archive_volume.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("volume_id", "requirement_id"),
    )
    with op.batch_alter_table("archive_explanation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_archive_explanation_volume_id"), ["volume_id"], unique=False)

    op.create_table(
        "archive_loan",
        sa.Column("borrower", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("lent_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("condition", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("volume_id", BIG_ID, nullable=False),
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
            ["volume_id"],
            ["archive_volume.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("archive_loan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_archive_loan_until"), ["until"], unique=False)
        batch_op.create_index(batch_op.f("ix_archive_loan_volume_id"), ["volume_id"], unique=False)

    op.create_table(
        "archive_piece",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("slot_id", BIG_ID, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("source_uuid", sa.String(length=36), nullable=False),
        sa.Column("media", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("first_page", sa.Integer(), nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("volume_id", BIG_ID, nullable=False),
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
            ["slot_id"],
            ["archive_slot.id"],
        ),
        sa.ForeignKeyConstraint(
            ["volume_id"],
            ["archive_volume.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("volume_id", "source_uuid"),
    )
    with op.batch_alter_table("archive_piece", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_archive_piece_volume_id"), ["volume_id"], unique=False)

    op.create_table(
        "archive_proof",
        sa.Column("volume_id", BIG_ID, nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("ref", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sealed_at", sa.DateTime(), nullable=False),
        sa.Column("id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["volume_id"],
            ["archive_volume.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("volume_id", "what", "ref"),
    )
    op.create_table(
        "archive_volume_file",
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("body_sealed", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("volume_id", BIG_ID, nullable=False),
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
            ["volume_id"],
            ["archive_volume.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uuid"),
        sa.UniqueConstraint("volume_id"),
    )
    with op.batch_alter_table("archive_volume_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_archive_volume_file_volume_id"), ["volume_id"], unique=False)

    op.create_index(
        "ix_archive_volume_division_code_id",
        "archive_volume",
        ["division_code", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=[],
    )
    op.create_index(
        "ix_archive_volume_scope_city_id",
        "archive_volume",
        ["scope_city", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.create_index(
        "ix_archive_volume_scope_county_id",
        "archive_volume",
        ["scope_county", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.create_index(
        "ix_archive_volume_scope_province_id",
        "archive_volume",
        ["scope_province", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.create_index(
        "ix_archive_volume_scope_town_id",
        "archive_volume",
        ["scope_town", sa.literal_column("id desc")],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )


def downgrade() -> None:
    op.drop_index(
        "ix_archive_volume_scope_town_id",
        table_name="archive_volume",
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.drop_index(
        "ix_archive_volume_scope_province_id",
        table_name="archive_volume",
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.drop_index(
        "ix_archive_volume_scope_county_id",
        table_name="archive_volume",
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.drop_index(
        "ix_archive_volume_scope_city_id",
        table_name="archive_volume",
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=["division_code"],
    )
    op.drop_index(
        "ix_archive_volume_division_code_id",
        table_name="archive_volume",
        sqlite_where=None,
        postgresql_where=None,
        postgresql_include=[],
    )
    with op.batch_alter_table("archive_volume_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_archive_volume_file_volume_id"))

    op.drop_table("archive_volume_file")
    op.drop_table("archive_proof")
    with op.batch_alter_table("archive_piece", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_archive_piece_volume_id"))

    op.drop_table("archive_piece")
    with op.batch_alter_table("archive_loan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_archive_loan_volume_id"))
        batch_op.drop_index(batch_op.f("ix_archive_loan_until"))

    op.drop_table("archive_loan")
    with op.batch_alter_table("archive_explanation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_archive_explanation_volume_id"))

    op.drop_table("archive_explanation")
    with op.batch_alter_table("archive_destruction_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_archive_destruction_entry_volume_id"))
        batch_op.drop_index(batch_op.f("ix_archive_destruction_entry_destruction_id"))

    op.drop_table("archive_destruction_entry")
    with op.batch_alter_table("archive_volume", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_archive_volume_number"))
        batch_op.drop_index(batch_op.f("ix_archive_volume_mediation_id"))
        batch_op.drop_index(batch_op.f("ix_archive_volume_kept_until"))

    op.drop_table("archive_volume")
    op.drop_table("archive_slot")
    op.drop_table("archive_retention_rule")
    op.drop_table("archive_destruction")
    op.drop_table("archive_requirement")
