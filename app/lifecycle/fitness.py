"""Whether this house may start: keys, versions, and on PostgreSQL the role and the language of the database.

Each finding carries its cure. `flask doctor` prints all of them; the start refuses on the first grave one.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import Connection, Engine, text

from app.lifecycle import keys
from app.lifecycle.manifest import Manifest, discover
from app.lifecycle.models import KERNEL
from app.lifecycle.state import installed
from app.lifecycle.version import KERNEL_VERSION
from app.model.base import db


class Unfit(RuntimeError):
    """The house must not start like this."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Attributes:
        subject: what was looked at (`keys`, `role`, `collation`, `versions`…).
        ok: whether it is right.
        message: what was found.
        cure: what to do, when it is not right.
        grave: whether the start is refused.
    """

    subject: str
    ok: bool
    message: str
    cure: str = ""
    grave: bool = True


def require_fit(
    config: MutableMapping[str, Any],
    engine: Engine,
    versions: Mapping[str, str],
    known: Mapping[str, Manifest],
) -> None:
    """Refuse to start where something grave is wrong. An empty database passes: there is nothing to serve yet.

    Raises:
        Unfit: with every grave finding and its cure, one a line.
    """
    found = [check_keys(config), *check_database(engine)]
    if versions:
        found += check_versions(versions, known)
    bad = [finding for finding in found if finding.grave and not finding.ok]
    if bad:
        lines = [f"{finding.subject}: {finding.message}. {finding.cure}" for finding in bad]
        raise Unfit("The house does not start:\n" + "\n".join(f"  {line}" for line in lines))


def require_fit_app() -> None:
    """The same for the running application; for commands that serve.

    Raises:
        Unfit: see `require_fit`.
    """
    require_fit(current_app.config, db.engine, installed(db.engine), discover())


def check_keys(config: MutableMapping[str, Any]) -> Finding:
    """All keys are there and long enough."""
    lacking = keys.missing(config)
    if not lacking:
        return Finding("keys", True, "all keys are given")
    return Finding(
        "keys",
        False,
        f"missing or shorter than {keys.SHORTEST} characters: {', '.join(lacking)}",
        "Give each in the environment, 32 random bytes as text, and keep them apart from the database.",
    )


def check_versions(versions: Mapping[str, str], known: Mapping[str, Manifest]) -> list[Finding]:
    """The code on disk is the code the database was migrated for."""
    code = {KERNEL: KERNEL_VERSION, **{name: manifest.version for name, manifest in known.items()}}
    found = []
    for name, version in versions.items():
        if name not in code:
            cure = f"Put the folder back, or run: flask module uninstall {name}"
            found.append(
                Finding("versions", False, f"{name} {version} is installed, its folder is gone", cure)
            )
        elif code[name] != version:
            message = f"{name}: the database has {version}, the code {code[name]}"
            found.append(Finding("versions", False, message, f"Run: flask module upgrade {name}"))
    return found or [Finding("versions", True, f"{len(versions)} installed, all as on disk")]


def check_database(engine: Engine) -> list[Finding]:
    """On PostgreSQL: the role is plain, and text is sorted and classed rightly. SQLite has neither."""
    if engine.dialect.name != "postgresql":
        return [Finding("database", True, f"SQLite at {engine.url.database}")]
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
    wrong = [
        word for word, is_so in (("is a superuser", superuser), ("bypasses row security", bypass)) if is_so
    ]
    if owned:
        wrong.append(f"owns {owned} tables")
    if not wrong:
        return Finding("role", True, f"{role} owns nothing and bypasses nothing")
    cure = "Point DATABASE_URL at a plain role and DATABASE_ADMIN_URL at the owner."
    return Finding("role", False, f"{role} {' and '.join(wrong)}", cure)


def check_encoding(connection: Connection) -> Finding:
    """UTF-8, bytewise order or at least a UTF-8 character class, so that Chinese is letters."""
    encoding, ctype = connection.execute(
        text(
            "select pg_encoding_to_char(encoding), datctype from pg_database where datname = current_database()"
        )
    ).one()
    if encoding == "UTF8" and ctype.lower().replace("-", "").endswith("utf8"):
        return Finding("collation", True, f"{encoding}, character classes of {ctype}")
    cure = "Make the database anew: createdb -T template0 -E UTF8 --lc-collate=C --lc-ctype=C.UTF-8"
    return Finding("collation", False, f"encoding {encoding}, character classes of {ctype}", cure)


def check_trigrams(connection: Connection) -> Finding:
    """Where pg_trgm is installed it must see Chinese letters, or searching finds nothing."""
    there = connection.scalar(text("select count(*) from pg_extension where extname = 'pg_trgm'"))
    if not there:
        cure = "As a superuser: CREATE EXTENSION pg_trgm"
        return Finding("search", False, "pg_trgm is not installed; long searches are slow", cure, grave=False)
    if connection.scalar(text("select cardinality(show_trgm('公交车'))")):
        return Finding("search", True, "pg_trgm sees Chinese letters")
    cure = "Make the database anew with --lc-ctype=C.UTF-8."
    return Finding("search", False, "pg_trgm sees no Chinese letters", cure)
