"""What the Apps page and `flask module list` show: every module, what it needs and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from app.lifecycle.graph import dependents
from app.lifecycle.manifest import discover
from app.lifecycle.models import KERNEL
from app.lifecycle.state import installed_on, is_there
from app.lifecycle.version import KERNEL_VERSION
from app.model.base import db

AVAILABLE = "available"
CURRENT = "installed"
OUTDATED = "to upgrade"
ABSENT = "folder gone"


@dataclass(frozen=True)
class Line:
    """One module as shown.

    Attributes:
        needed_by: installed modules that would stand in the way of uninstalling it.
        state: `available`, `installed`, `to upgrade` or `folder gone`.
    """

    name: str
    label: str
    summary: str
    category: str
    icon: str
    version: str
    installed_version: str
    state: str
    depends: tuple[str, ...]
    needed_by: tuple[str, ...]


def overview() -> list[Line]:
    """The kernel, then every module on disk or in the database, by name."""
    # A second connection would wait for the session's own on SQLite.
    versions = installed_on(db.session.connection()) if is_there(db.engine) else {}
    known = discover()
    present = [name for name in versions if name in known]
    lines = [
        Line(
            KERNEL, "Kernel", "", "kernel", "settings", *_stand(KERNEL_VERSION, versions.get(KERNEL)), (), ()
        )
    ]
    for name in sorted({*known, *versions} - {KERNEL}):
        manifest = known.get(name)
        if manifest is None:
            lines.append(Line(name, name, "", "", "", "", versions[name], ABSENT, (), ()))
            continue
        needed_by = dependents(name, present, known) if name in present else ()
        lines.append(
            Line(
                name,
                manifest.label,
                manifest.summary,
                manifest.category,
                manifest.icon,
                *_stand(manifest.version, versions.get(name)),
                manifest.depends,
                needed_by,
            )
        )
    return lines


def _stand(version: str, there: str | None) -> tuple[str, str, str]:
    state = AVAILABLE if there is None else CURRENT if there == version else OUTDATED
    return version, there or "", state
