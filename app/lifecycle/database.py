"""Whether a PostgreSQL database suits the house: its role, its language, its searching."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text

from app.lifecycle.catalogue import said as _
from app.lifecycle.finding import Finding

#: Collations that compare bytes, which in UTF-8 is the order of code points; written without case and hyphen.
_BYTEWISE = ("c", "posix", "c.utf8", "pg_unicode_fast")

#: Whether the functions of LIKE and ILIKE are said to keep secrets, and how a superuser says so.
_LEAKPROOF = (
    "select bool_and(proleakproof) from pg_proc"
    " where oid in ('textlike(text, text)'::regprocedure, 'texticlike(text, text)'::regprocedure)"
)
_MAKE_LEAKPROOF = (
    "ALTER FUNCTION textlike(text, text) LEAKPROOF; ALTER FUNCTION texticlike(text, text) LEAKPROOF"
)


def check_database(engine: Engine) -> list[Finding]:
    """On PostgreSQL: the role is plain, and text is sorted and classed rightly. SQLite has neither."""
    if engine.dialect.name != "postgresql":
        return [Finding("database", True, _("SQLite at %(place)s", place=engine.url.database))]
    with engine.connect() as connection:
        return [check_role(connection), check_encoding(connection), check_trigrams(connection)]


def check_role(connection: Connection) -> Finding:
    """The application role is no superuser, does not bypass row security and owns no table."""
    role, superuser, bypass = connection.execute(
        text("select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
    ).one()
    owned = connection.scalar(
        text("select count(*) from pg_class where relkind in ('r', 'p') and relowner = current_user::regrole")
    )
    wrong = {
        _("is a superuser"): superuser,
        _("bypasses row security"): bypass,
        _("owns %(number)s tables", number=owned): owned,
    }
    if not any(wrong.values()):
        return Finding("role", True, _("%(role)s owns nothing and bypasses nothing.", role=role))
    faults = "、".join(fault for fault, is_so in wrong.items() if is_so)
    message = _("The role %(role)s %(faults)s.", role=role, faults=faults)
    cure = _("Point DATABASE_URL at a plain role and DATABASE_ADMIN_URL at the owner.")
    return Finding("role", False, message, cure)


def check_encoding(connection: Connection) -> Finding:
    """UTF-8, sorted bytewise, with classes of characters in which Chinese is letters."""
    encoding, row = connection.execute(
        text(
            "select pg_encoding_to_char(encoding), to_jsonb(d) from pg_database d"
            " where datname = current_database()"
        )
    ).one()
    provider = row.get("datlocprovider", "c")  # absent before PostgreSQL 15, which knew the system's alone
    order = row["datcollate"] if provider == "c" else row.get("datlocale") or row.get("daticulocale") or ""
    return judge_encoding(encoding, provider, order, row["datctype"])


def judge_encoding(encoding: str, provider: str, order: str, classes: str) -> Finding:
    """The finding for a database's encoding and language.

    Args:
        encoding: as PostgreSQL names it; only UTF8 will do.
        provider: who sorts: `c` the system, `i` ICU (by language, so never bytewise), `b` PostgreSQL itself.
        order: the collation.
        classes: LC_CTYPE.
    """
    told = {"encoding": encoding, "order": f"{order} (ICU)" if provider == "i" else order, "classes": classes}
    message = _("Encoding %(encoding)s, collation %(order)s, character classes %(classes)s.", **told)
    fits = (
        encoding == "UTF8"
        and provider != "i"
        and _plain(order) in _BYTEWISE
        and _plain(classes).endswith("utf8")
    )
    if fits:
        return Finding("collation", True, message)
    cure = _(
        "Make the database anew: %(command)s, then restore the dump into it.",
        command="createdb -T template0 -E UTF8 --locale-provider=libc --lc-collate=C --lc-ctype=C.UTF-8",
    )
    return Finding("collation", False, message, cure)


def check_trigrams(connection: Connection) -> Finding:
    """pg_trgm is there, sees Chinese letters, and may be asked behind row-level security."""
    there = connection.scalar(text("select count(*) from pg_extension where extname = 'pg_trgm'"))
    if not there:
        message = _("pg_trgm is not installed; long searches are slow.")
        cure = _("As a superuser, in this database: %(command)s", command="CREATE EXTENSION pg_trgm")
        return Finding("search", False, message, cure, grave=False)
    if not connection.scalar(text("select cardinality(show_trgm('公交车'))")):
        cure = _("Make the database anew with --lc-ctype=C.UTF-8.")
        return Finding("search", False, _("pg_trgm sees no Chinese letters."), cure)
    if not connection.scalar(text(_LEAKPROOF)):
        cure = _("As a superuser, in this database: %(command)s", command=_MAKE_LEAKPROOF)
        message = _("PostgreSQL does not use pg_trgm behind row-level security; long searches are slow.")
        return Finding("search", False, message, cure, grave=False)
    return Finding("search", True, _("pg_trgm sees Chinese letters."))


def _plain(locale: str) -> str:
    return locale.lower().replace("-", "")
