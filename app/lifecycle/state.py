"""What is installed, read from the database before anything else is loaded."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select

from app.lifecycle.models import INSTALLED, SysMeta, SysModule
from app.model.engine import only_reading

#: Name of the fact that the demo stands here.
DEMO = "demo"


def installed(engine: Engine) -> dict[str, str]:
    """Versions of the installed modules by name, the kernel among them; nothing when there are no tables yet."""
    if not is_there(engine):
        return {}
    with only_reading(), engine.connect() as connection:
        return installed_on(connection)


def installed_on(connection: Connection) -> dict[str, str]:
    """The same on an open connection."""
    if not inspect(connection).has_table(SysModule.__tablename__):
        return {}
    rows = connection.execute(
        select(SysModule.name, SysModule.version).where(SysModule.state == INSTALLED).order_by(SysModule.name)
    )
    return {row.name: row.version for row in rows}


def holds_demo(engine: Engine) -> bool:
    """Whether the invented county stands in this database, so that every page can say so."""
    if not is_there(engine):
        return False
    with only_reading(), engine.connect() as connection:
        if not inspect(connection).has_table(SysMeta.__tablename__):
            return False
        return connection.scalar(select(SysMeta.id).where(SysMeta.name == DEMO)) is not None


def is_there(engine: Engine) -> bool:
    """Whether there is a database to look into: on SQLite looking would make the file."""
    return engine.dialect.name != "sqlite" or Path(engine.url.database or "").exists()
