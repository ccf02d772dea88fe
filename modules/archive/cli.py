"""`flask archive verify`: every sealed volume is what it was when it was sealed."""

from __future__ import annotations

import json
from typing import Any

import click
from flask.cli import with_appcontext
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.scope import system
from app.document.binding import pdfa_faults
from modules.archive.models import Volume
from modules.archive.models.volume import SEALED
from modules.archive.proofs import faults_of, file_of

WORDS = {
    "no_proof": _("no checksums were kept"),
    "proof_changed": _("the kept checksums are not those of the sealing"),
    "rows_changed": _("what the volume or its list of pieces says was changed"),
    "file_missing": _("the whole file is missing"),
    "file_changed": _("the whole file was changed"),
    "not_destroyed": _("the file of a destroyed volume is still there"),
    "piece_missing": _("a piece is missing from the list"),
    "source_missing": _("the paper or file of a piece is missing"),
    "piece_changed": _("the paper or file of a piece was changed"),
    "no_pdfa": _("the whole file is no PDF/A"),
}


@click.group("archive")
def command() -> None:
    """Volumes: verify."""


@command.command("verify")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
@click.option("--pdfa", is_flag=True, help="Also check that every whole file is PDF/A-2b (slow).")
@with_appcontext
def verify(as_json: bool, pdfa: bool) -> None:
    """Prove every sealed volume; ends with 1 when one is not as it was sealed."""
    with system("verify sealed volumes", reads=True) as session:
        volumes = list(session.scalars(select(Volume).where(Volume.status.in_(SEALED)).order_by(Volume.id)))
        faults = [fault for volume in volumes for fault in _faults(session, volume, pdfa)]
    if as_json:
        click.echo(json.dumps({"volumes": len(volumes), "faults": faults}, ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            click.echo(f"{fault['volume']} {fault['words']} {fault['piece']}".rstrip())
        said = gettext("%(n)s sealed volumes, %(faults)s faults", n=len(volumes), faults=len(faults))
        click.echo(said)
    if faults:
        raise SystemExit(1)


def _faults(session: Session, volume: Volume, pdfa: bool) -> list[dict[str, Any]]:
    found = list(faults_of(session, volume))
    if pdfa and volume.status != "destroyed" and not found:
        file = file_of(volume)
        found += [("no_pdfa", fault) for fault in pdfa_faults(file.body)] if file is not None else []
    return [
        {"volume": volume.number, "fault": fault, "words": str(WORDS[fault]), "piece": piece}
        for fault, piece in found
    ]


COMMANDS = (command,)
