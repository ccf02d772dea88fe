"""Workbooks and thresholds stand in the kernel"""

import sqlalchemy as sa
from alembic import op

from app.lifecycle.columns import BIG_ID, JSON_DICT

revision = "cases_0002"
down_revision = "cases_0001"
branch_labels = None
depends_on = None

_SAME = (
    "file_name",
    "stored",
    "headings_key",
    "mapping",
    "state",
    "rows",
    "last_row",
    "added",
    "repeated",
    "failed",
)
_SETTINGS = ("division_code", "channel", "accept")


def _thresholds(name: str) -> sa.TableClause:
    plain = ("code", "name", "amount", "basis", "created_by_id", "changed_by_id")
    days = (sa.column(day, sa.DateTime()) for day in ("created_at", "changed_at"))
    return sa.table(name, *(sa.column(each) for each in plain), *days)


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("select set_config('app.system', 'on', true)"))
    names = (*_SAME, *_SETTINGS, "trouble", "created_at", "created_by_id", "id")
    types = {"mapping": JSON_DICT, "created_at": sa.DateTime(), "accept": sa.Boolean()}
    before = sa.table("cases_case_import", *(sa.column(name, types.get(name)) for name in names))
    after = sa.table(
        "view_workbook",
        *(
            sa.column(name, types.get(name))
            for name in (*_SAME, "trouble", "owner_id", "model", "taken_back")
        ),
        sa.column("brought_at", sa.DateTime()),
        sa.column("settings", JSON_DICT),
    )
    for row in connection.execute(sa.select(before).order_by(before.c.id)).mappings().all():
        kept = {name: row[name] for name in (*_SAME, "trouble")}
        settings = {name: row[name] for name in _SETTINGS}
        owner = {"owner_id": row["created_by_id"], "brought_at": row["created_at"]}
        connection.execute(
            after.insert().values(**kept, **owner, settings=settings, model="cases.case", taken_back=0)
        )
    with op.batch_alter_table("cases_case_import", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_case_import_headings")
    op.drop_table("cases_case_import")
    before, after = (_thresholds(name) for name in ("cases_threshold", "org_threshold"))
    for row in connection.execute(sa.select(before)).mappings().all():
        connection.execute(after.insert().values(**row))
    op.drop_table("cases_threshold")


def downgrade() -> None:
    """Only so much of the old tables as the first revision takes away again; their rows stand elsewhere now."""
    op.create_table("cases_threshold", sa.Column("id", BIG_ID, nullable=False), sa.PrimaryKeyConstraint("id"))
    op.create_table(
        "cases_case_import",
        sa.Column("headings_key", sa.String(length=64), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("cases_case_import", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cases_case_import_headings", ["created_by_id", "headings_key", "id"], unique=False
        )
