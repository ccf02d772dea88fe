"""The second wall: row-level security on PostgreSQL, under a role that owns nothing.

The policies are coarser than the row gate (they know places, not roles) and serve to stop what slipped past it: raw
SQL, bulk inserts, a forgotten route. An unset or empty setting shows nothing (`nullif`). Where rows are sought each
setting is read in a sub-select, once a statement and not once a row; where one is written a sub-select would be dearer.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from app.access.scope import Scope, SystemScope, scope_of
from app.model.base import Personal, codes_above
from app.model.trips import send_with_next

_LIST = "({select} string_to_array(nullif(current_setting('app.{name}', true), ''), ','))::text[]"

#: A place and those below it are the codes that begin with its code. The policy reads the code and the key alone, both
#: of which stand in the indexes of lists (`scope_indexes`), so that counting need not open the rows.
_PLACES = """
    ({select} current_setting('app.system', true)) = 'on'
    or division_code ^@ any({codes}) or division_code = any({here})
"""


#: A person's own rows are theirs.
_OWNED = """
    ({select} current_setting('app.system', true)) = 'on'
    or owner_id = ({select} nullif(current_setting('app.user', true), ''))::bigint
"""

#: The settings the policies read, for the rest of the transaction.
_SETTING = text(
    "select "
    + ", ".join(
        f"set_config('app.{name}', :{name}, true)" for name in ("system", "user", "codes", "here", "above", "shares")
    )
)

#: What opens every policy, whatever else is set.
SYSTEM = text("select set_config('app.system', :system, true)")


def raise_walls(session: Session, connection: Connection) -> None:
    """Tell PostgreSQL's policies who is asking, for this transaction only, before its next statement."""
    if connection.dialect.name != "postgresql":
        return
    scope = scope_of(session)
    if isinstance(scope, SystemScope):
        send_with_next(connection, SYSTEM, {"system": "on"})
    else:
        send_with_next(connection, _SETTING, wall_settings(scope))


def wall_settings(scope: Scope) -> dict[str, str]:
    """The settings the policies read, as comma-separated lists, for whoever is not the system."""
    below = [post.code for post in scope.posts if post.below and post.level]
    here = [post.code for post in scope.posts if not post.below and post.level]
    here += (
        scope.shared_codes
    )  # what follows a shared row, its history and clocks, carries no key of the share
    here += scope.former
    above = [code for post in scope.posts if post.level for code in codes_above(post.code)]
    shares = [str(key) for keys in scope.shares.values() for key in keys]
    return {
        "system": "",
        "user": str(scope.user_id or ""),
        "codes": ",".join(below),
        "here": ",".join(here),
        "above": ",".join(above),
        "shares": ",".join(shares),
    }


def policy_sql(model: type[Any], *, written: bool = False) -> str:
    """The condition of one table's policy, from its row rule and share key.

    Args:
        model: the class of the table.
        written: the condition for a row that is written, instead of that for the rows that are sought.
    """
    select = "" if written else "select"
    if issubclass(model, Personal):
        return _OWNED.format(select=select)
    lists = _lists(select)
    condition = _PLACES.format(select=select, **lists)
    if model.row_rule == "shared_down":
        condition += f" or division_code = any({lists['above']})"
    share = getattr(model, "share_key", None)
    if share:
        column = getattr(model, "share_column", share)
        condition += f" or {column} = any({lists['shares']}::bigint[])"
    return condition


def shared_sql(model: type[Any]) -> str | None:
    """The further condition under which a person's rows may be read by others; None where they may not."""
    if not (issubclass(model, Personal) and hasattr(model, "shared_code")):
        return None
    return " or ".join(f"shared_code = any({_lists()[name]})" for name in ("codes", "here", "above"))


def _lists(select: str = "select") -> dict[str, str]:
    return {name: _LIST.format(select=select, name=name) for name in ("codes", "here", "above", "shares")}


def build_walls(connection: Connection, models: tuple[type[Any], ...], application_role: str) -> None:
    """Create or renew the policies and the rights of the application role. Runs as the owner, in the locked job.

    Args:
        connection: an owner's connection to PostgreSQL; on other engines nothing happens.
        models: the models whose rows are scoped or a person's own.
        application_role: the role of `DATABASE_URL`.
    """
    if connection.dialect.name != "postgresql":
        return
    quote = connection.dialect.identifier_preparer.quote
    role = quote(application_role)
    connection.execute(text(f"grant usage on schema public to {role}"))
    connection.execute(text(f"grant select, insert, update, delete on all tables in schema public to {role}"))
    connection.execute(text(f"grant usage on all sequences in schema public to {role}"))
    for model in models:
        table = quote(model.__table__.name)
        if model.__table__.name == "ab_user":
            continue  # read before anybody is known; the row gate alone guards it
        sought, written = policy_sql(model), policy_sql(model, written=True)
        connection.execute(text(f"alter table {table} enable row level security"))
        connection.execute(text(f"alter table {table} force row level security"))
        connection.execute(text(f"drop policy if exists scope on {table}"))
        connection.execute(text(f"create policy scope on {table} using ({sought}) with check ({written})"))
        shared = shared_sql(model)
        connection.execute(text(f"drop policy if exists shared on {table}"))
        if shared is not None:
            connection.execute(text(f"create policy shared on {table} for select using ({shared})"))
