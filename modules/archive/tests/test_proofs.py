"""A sealed volume is proved: each planted change is found, and the command ends with 1."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.access.gate import FOLLOWS
from app.access.scope import system
from app.document.models import Paper
from modules.archive.gathering import pieces_of
from modules.archive.models import Piece, Proof, Volume, VolumeFile
from modules.archive.proofs import faults_of, file_of


def sealed(session: Session) -> Volume:
    return session.scalars(select(Volume).where(Volume.status == "archived")).one()


def paper_of(session: Session, volume: Volume) -> Paper:
    uuid = pieces_of(volume)[0].source_uuid
    return session.scalars(select(Paper).where(Paper.uuid == uuid), execution_options={FOLLOWS: True}).one()


def change_a_byte(session: Session, volume: Volume) -> None:
    file = file_of(volume)
    file.body = file.body[:-1] + b"!"


def break_the_seal(session: Session, volume: Volume) -> None:
    file = file_of(volume)
    file.body_sealed = file.body_sealed[:-4] + "AAA="


def lose_the_file(session: Session, volume: Volume) -> None:
    session.execute(delete(VolumeFile).where(VolumeFile.volume_id == volume.id))


def change_a_paper(session: Session, volume: Volume) -> None:
    paper_of(session, volume).body = b"%PDF-1.7 other"


def lose_a_piece(session: Session, volume: Volume) -> None:
    session.execute(delete(Piece).where(Piece.id == pieces_of(volume)[1].id))


def change_a_row(session: Session, volume: Volume) -> None:
    session.execute(update(Volume).where(Volume.id == volume.id).values(retention="short"))


def rename_a_piece(session: Session, volume: Volume) -> None:
    pieces_of(volume)[0].title = "别的文书"


def add_a_proof(session: Session, volume: Volume) -> None:
    session.add(
        Proof(volume_id=volume.id, what="paper", ref=paper_of(session, volume).uuid[::-1], sha256="0" * 64)
    )


@pytest.mark.parametrize(
    ("plant", "found"),
    [
        (change_a_byte, {"file_changed"}),
        (break_the_seal, {"file_changed"}),
        (lose_the_file, {"file_missing"}),
        (change_a_paper, {"piece_changed"}),
        (lose_a_piece, {"piece_missing", "rows_changed"}),
        (change_a_row, {"rows_changed"}),
        (rename_a_piece, {"rows_changed"}),
        (add_a_proof, {"proof_changed", "piece_missing", "source_missing"}),
    ],
)
def test_a_planted_change_is_found(app: Any, plant: Callable[..., None], found: set[str]) -> None:
    with app.app_context(), system("test") as session:
        volume = sealed(session)
        assert list(faults_of(session, volume)) == []
        plant(session, volume)
        session.flush()
        session.expire_all()
        assert {fault for fault, _piece in faults_of(session, volume)} == found
        session.rollback()


def test_kept_checksums_cannot_be_changed(app: Any) -> None:
    for statement in ("update archive_proof set sha256 = 'x'", "delete from archive_proof"):
        with app.app_context(), system("test") as session:
            with pytest.raises(DBAPIError):
                session.connection().execute(text(statement))
            session.rollback()


def test_the_command_says_what_is_wrong_and_ends_with_1(app: Any) -> None:
    run = app.test_cli_runner().invoke
    clean = run(args=["archive", "verify", "--json"])
    assert clean.exit_code == 0 and json.loads(clean.output) == {"volumes": 1, "faults": []}
    with app.app_context(), system("test") as session:
        volume = sealed(session)
        number = volume.number
        change_a_row(session, volume)
        session.commit()
    wrong = run(args=["archive", "verify", "--json"])
    assert wrong.exit_code == 1
    (fault,) = json.loads(wrong.output)["faults"]
    assert (fault["volume"], fault["fault"]) == (number, "rows_changed")
    said = run(args=["archive", "verify"])
    assert said.exit_code == 1 and number in said.output


def test_the_demo_s_sealed_file_is_pdfa(app: Any) -> None:
    answer = app.test_cli_runner().invoke(args=["archive", "verify", "--pdfa"])
    assert answer.exit_code == 0, answer.output
