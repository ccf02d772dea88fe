"""`flask papers …`: which papers there are, and drafts of them as PDF."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import gettext

from app.access.scope import system
from app.cli.output import as_json, show, table
from app.cli.standing import reads_house
from app.document import press, service
from app.document.fonts import REPORTS
from app.document.refusal import PaperRefused
from app.document.sheet import Rendered, Sheet, Stamp
from app.document.spec import Document
from app.model.house import house


@click.group("papers")
def command() -> None:
    """Papers: list, render."""


@command.command("list")
@as_json
@with_appcontext
@reads_house
def list_(as_json: bool) -> None:
    """Every paper of the installed modules; of a `declared` one only template and sample stand."""
    papers = [
        {
            "id": paper.id,
            "name": str(paper.name),
            "module": paper.id.partition(".")[0],
            "state": paper.state,
        }
        for paper in sorted(house().documents.values(), key=lambda paper: str(paper.id))
    ]
    if as_json:
        return show(papers)
    table(("paper", "name", "module", "state"), [tuple(paper.values()) for paper in papers])


@command.command("render")
@click.argument("paper")
@click.argument("key", type=int, required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; default PAPER.pdf.")
@with_appcontext
@reads_house
def render(paper: str, key: int | None, output: Path | None) -> None:
    """Write a draft of PAPER made of row KEY; without KEY, of the sample data beside its template."""
    document = house().documents.get(paper)
    if document is None:
        raise click.ClickException(gettext("There is no paper of this name: %(name)s", name=paper))
    target = output or Path(f"{paper}.pdf")
    try:
        made = _of_samples(document) if key is None else _of_row(document, key)
    except PaperRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    target.write_bytes(made.body)
    click.echo(f"{target}  {made.pages}")


def _of_row(document: Document, key: int) -> Rendered:
    if document.model is None:
        said = gettext("This paper is declared only; leave the key out to see its sample")
        raise click.ClickException(said)
    with system("draft a paper", reads=True) as session:
        row = session.get(document.model, key)
        if row is None:
            raise click.ClickException(gettext("There is no such record: %(key)s", key=key))
        return service.preview(document, row)


def _of_samples(document: Document) -> Rendered:
    parts = [house().documents[part] for part in document.bundle] or [document]
    return press.render(
        Sheet(part.template, json.loads(_sample(part).read_text("utf-8")), Stamp(demo=True)) for part in parts
    )


def _sample(document: Document) -> Path:
    return (REPORTS / document.template).with_suffix(".sample.json")
