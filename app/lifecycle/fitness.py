"""Whether this house may start: keys, versions and the database.

Each finding carries its cure. `flask doctor` prints all of them; the start is refused where one is grave.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

from flask import current_app
from sqlalchemy import Engine

from app.lifecycle import keys
from app.lifecycle.catalogue import said as _
from app.lifecycle.database import check_database
from app.lifecycle.finding import Finding
from app.lifecycle.manifest import Manifest, discover
from app.lifecycle.models import KERNEL
from app.lifecycle.state import installed
from app.lifecycle.version import KERNEL_VERSION
from app.model.base import db


class Unfit(RuntimeError):
    """The house must not start like this."""


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
    _refuse(_("The house does not start:"), found)


def require_suitable(engine: Engine) -> None:
    """Refuse to install into a database on which the house would not start.

    Raises:
        Unfit: see `require_fit`.
    """
    _refuse(_("Nothing is installed into this database:"), check_database(engine))


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
        return Finding("keys", True, _("All keys are given."))
    return Finding(
        "keys",
        False,
        _(
            "Missing or shorter than %(least)s characters: %(names)s.",
            least=keys.SHORTEST,
            names=", ".join(lacking),
        ),
        _("Give each in the environment, 32 random bytes as text, and keep them apart from the database."),
    )


def check_versions(versions: Mapping[str, str], known: Mapping[str, Manifest]) -> list[Finding]:
    """The code on disk is the code the database was migrated for."""
    code = {KERNEL: KERNEL_VERSION, **{name: manifest.version for name, manifest in known.items()}}
    found = []
    for name, version in versions.items():
        if name not in code:
            message = _("%(name)s %(version)s is installed, its folder is gone.", name=name, version=version)
            cure = _("Put the folder modules/%(name)s back as it was.", name=name)
            found.append(Finding("versions", False, message, cure))
        elif code[name] != version:
            message = _(
                "%(name)s: the database has %(there)s, the code %(here)s.",
                name=name,
                there=version,
                here=code[name],
            )
            cure = _("Run: %(command)s", command=f"flask module upgrade {name}")
            found.append(Finding("versions", False, message, cure))
    fine = _("%(number)s modules are installed, all as on disk.", number=len(versions))
    return found or [Finding("versions", True, fine)]


def _refuse(what: str, found: list[Finding]) -> None:
    bad = [finding for finding in found if finding.grave and not finding.ok]
    if bad:
        lines = [f"  {finding.subject}: {finding.message} {finding.cure}" for finding in bad]
        raise Unfit("\n".join((what, *lines)))
