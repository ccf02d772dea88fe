"""A volume from the end of its mediation to its seal, on the demo's lease dispute."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.scope import system
from app.document.attachments import attach, take_away
from app.document.binding import pdfa_faults
from app.document.service import issue
from app.job.spec import GiveUp, Run
from app.model.house import house
from app.model.moment import frozen
from app.view.names import people_names
from app.workflow.engine import Refused, fire
from modules.agreements.models import Agreement
from modules.archive import effects, jobs, services
from modules.archive.completeness import completeness
from modules.archive.gathering import change, move, pieces_of
from modules.archive.models import Explanation, Loan, Piece, Requirement, Slot, Volume
from modules.archive.proofs import file_of
from modules.confirmation.models import Confirmation
from modules.mediation.demo import LEASE, mediation_of
from modules.mediation.models import Investigation, Mediation
from modules.mediation.models import Session as MediationSession
from modules.mediation.services import sessions_of
from modules.performance.models import Obligation, Receipt, ReturnVisit
from tests.house.people import acting_person
from tests.house.reading import text_of

RECORDING = b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42isom"
WHEN = "2026-11-23 09:00"


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600)) -> bytes:
    packed = BytesIO()
    Image.new("RGB", size, "lightblue").save(packed, kind)
    return packed.getvalue()


def foreign_pdf(pages: int = 2) -> bytes:
    packed = BytesIO()
    sheets = [Image.new("RGB", (620, 877), "white") for _page in range(pages)]
    sheets[0].save(packed, "PDF", save_all=True, append_images=sheets[1:])
    return packed.getvalue()


@contextmanager
def lease(app: Any) -> Iterator[tuple[Session, Volume]]:
    """The lease dispute's volume in a session that sees everything."""
    with app.app_context(), frozen(WHEN), system("test") as session:
        mediation = mediation_of(session, LEASE)
        volume = services.volume_of(mediation)
        assert volume is not None
        yield session, volume


def whole(session: Session, volume: Volume) -> None:
    """Add what the volume lacks."""
    for sitting in sessions_of(volume.mediation):
        issue(house().documents["mediation.mediation_record"], sitting)
    attach(volume.mediation, "当事人身份证.jpg", picture())
    fire(volume, "gather")


def titles(volume: Volume) -> list[tuple[str, str]]:
    return [(piece.slot.code, piece.page_words) for piece in pieces_of(volume)]


def test_a_volume_opens_with_the_end_of_the_mediation_and_says_what_it_lacks(app):
    with lease(app) as (_session, volume):
        assert (volume.status, volume.number, volume.name) == (
            "open",
            None,
            "枫源县青禾餐饮管理有限公司与王喆堃合同纠纷",
        )
        assert titles(volume)[:3] == [("register", "1"), ("rights", "2-3"), ("agreement", "4-6")]
        assert titles(volume)[3][0] == "confirmation" and titles(volume)[3][1].startswith("8-")
        lacking = [held.requirement.code for held in completeness(volume) if not held.settled]
        assert lacking == ["identity", "session"]
        with pytest.raises(Refused) as refused:
            fire(volume, "check")
        said = [refusal.message for refusal in refused.value.refusals]
        assert said == [
            "缺少当事人身份证明，请补齐，或说明缺少的原因",
            "缺少人民调解记录，请补齐，或说明缺少的原因",
        ]
        services.open_volume(None, volume.mediation)
        assert len(pieces_of(volume)) == 4


def test_pieces_go_to_their_place_and_keep_the_one_they_are_given(app):
    with lease(app) as (session, volume):
        attach(volume.case, "店面照片.png", picture("PNG"))
        attach(volume.mediation, "现场录音.m4a", RECORDING)
        attach(volume.case, "租赁合同.pdf", foreign_pdf())
        broken = attach(volume.case, "坏文件.pdf", b"%PDF-1.7 nothing")
        whole(session, volume)
        found = {piece.title: (piece.slot.code, piece.page_words) for piece in pieces_of(volume)}
        assert found["当事人身份证.jpg"] == ("identity", "4")
        assert found["店面照片.png"][0] == found["租赁合同.pdf"][0] == "evidence"
        assert found["现场录音.m4a"] == found["坏文件.pdf"] == ("evidence", "")
        order = [piece.slot.position for piece in pieces_of(volume)]
        assert order == sorted(order)
        pages = [piece.page_words for piece in pieces_of(volume) if piece.pages]
        assert pages[:4] == ["1", "2-3", "4", "5"] and volume.pages == 1 + sum(
            p.pages for p in pieces_of(volume)
        )

        last = pieces_of(volume)[-1]
        move(last, -1)
        move(pieces_of(volume)[0], -1)
        assert pieces_of(volume)[-2] is last
        take_away(broken, "重复")
        fire(volume, "gather")
        assert pieces_of(volume)[-2] is last
        assert "坏文件.pdf" not in {piece.title for piece in pieces_of(volume)}
        fire(volume, "arrange")
        assert pieces_of(volume)[-1] is last


def test_the_checker_is_another_and_the_number_is_taken_once(app):
    with lease(app) as (session, volume):
        whole(session, volume)
        key = volume.id
        session.commit()
    with app.app_context(), frozen(WHEN):
        with acting_person("mediator_town") as session:
            with pytest.raises(Refused) as refused:
                fire(session.get_one(Volume, key), "check")
            assert "另一人" in str(refused.value) or "第二" in str(refused.value)
        with acting_person("archivist_town") as session:
            volume = session.get_one(Volume, key)
            fire(volume, "check")
            assert volume.number == "（2026）城东人调字第1号"
            names = people_names((volume.filed_by_id, volume.checked_by_id))
            assert [names[volume.filed_by_id], names[volume.checked_by_id]] == ["钱融融", "卷文静"]
            piece = pieces_of(volume)[0]
            assert volume.locked_reason() and piece.locked_reason()
            with pytest.raises(Refused):
                fire(volume, "archive")  # the whole file is still being made
            fire(volume, "send_back", note="补充收条")
            fire(volume, "check")
            assert volume.number == "（2026）城东人调字第1号"


def test_one_file_with_bookmarks_and_page_numbers_that_is_pdfa(app):
    with lease(app) as (session, volume):
        attach(volume.mediation, "现场录音.m4a", RECORDING)
        attach(volume.case, "租赁合同.pdf", foreign_pdf())
        whole(session, volume)
        steps: list[tuple[int, int | None]] = []
        run = Run(session, 10**9, {"volume": volume.id}, 1)
        run.progress = lambda done, total=None: steps.append((done, total))  # type: ignore[method-assign]
        jobs.build(run)
        assert file_of(volume).draft
        fire(volume, "check")
        assert jobs.build(run)["pages"] == file_of(volume).pages
        assert steps[-1] == (len(pieces_of(volume)) + 2,) * 2

        body = file_of(volume).body
        with pikepdf.open(BytesIO(body)) as pdf, pdf.open_outline() as outline:
            marks = [str(item.title) for item in outline.root]
            assert len(pdf.pages) == file_of(volume).pages
            assert all(float(page.mediabox[2]) == pytest.approx(595.28, abs=1) for page in pdf.pages)
        *bound, court = [f"{piece.position}. {piece.title}" for piece in pieces_of(volume) if piece.pages]
        assert marks == [
            "调解卷宗封面",
            "卷内目录",
            *bound,
            "司法确认有关材料",
            court,
            "卷宗情况说明（F11）",
            "封底",
        ]
        said = text_of(body)
        assert "（2026）城东人调字第1号" in said and "电子件" in said and "应归入本卷的材料齐全" in said
        recording = next(piece for piece in pieces_of(volume) if piece.electronic)
        assert recording.sha256[:32] in said
        pages = said.split("\f")
        first = next(at for at, page in enumerate(pages) if "受理登记表" in page and at > 1)
        assert first % 2 == 0  # a numbered page 1 is a right-hand page
        assert [pages[first + n].split()[0] for n in (0, 1, 2)] == ["1", "2", "3"]
        assert pdfa_faults(body) == []


def test_a_file_that_is_older_than_the_volume_is_not_sealed(app):
    with lease(app) as (session, volume):
        whole(session, volume)
        fire(volume, "check")
        run = Run(session, 10**9, {"volume": volume.id}, 1)
        jobs.build(run)
        assert effects.file_is_made(volume) == [] or effects.job_of(volume).state == "queued"
        volume.remark = "改动"
        session.flush()
        with pytest.raises(Refused):
            fire(volume, "archive")
        volume.remark = None
        fire(volume, "archive")
        assert (volume.archived_on, volume.kept_until) == (date(2026, 11, 23), date(2036, 11, 23))
        with pytest.raises(GiveUp):
            jobs.build(run)
        with pytest.raises(Refused):
            fire(volume, "gather")


def test_a_volume_is_lent_until_a_day_and_overdue_loans_are_told_once(app):
    with app.app_context(), frozen(WHEN), system("test") as session:
        volume = session.scalars(select(Volume).where(Volume.status == "archived")).one()
        loan = {"borrower": "枫源县人民法院 陈某", "purpose": "诉讼查阅"}
        for wrong in (date(2026, 11, 22), date(2027, 11, 23)):
            with pytest.raises(Refused):
                fire(volume, "lend", data=loan | {"until": wrong})
            session.rollback()
        fire(volume, "lend", data=loan | {"until": date(2026, 12, 1)})
        with pytest.raises(Refused):
            fire(volume, "lend", data=loan | {"until": date(2026, 12, 1)})
        run = Run(session, 10**9, {}, 1)
        assert jobs.watch(run)["loans"] == 0
        with frozen("2026-12-02 06:50"):
            assert [jobs.watch(run)["loans"] for _again in (1, 2)] == [1, 0]
            fire(volume, "take_back", data={"condition": "完好"})
        row = session.scalars(select(Loan)).one()
        assert (row.returned_on, volume.status) == (date(2026, 12, 2), "archived")


def test_the_day_to_file_runs_from_the_closing_of_the_case(app):
    with lease(app) as (session, volume):
        run = Run(session, 10**9, {}, 1)
        case = volume.case
        assert jobs.watch(run)["started"] == 0
        refused = [refusal.message for refusal in services.volumes_filed(case)]
        assert refused == ["调解卷宗还没有归档"]
        case.status = "closed"
        session.flush()
        assert [jobs.watch(run)["started"] for _again in (1, 2)] == [1, 0]
        told = []
        for days in (10, 24, 25, 31, 32):
            with frozen(str(date(2026, 11, 23) + timedelta(days=days)) + " 06:50"):
                told.append(jobs.watch(run)["told"])
        assert told == [0, 1, 0, 1, 0]


def test_a_piece_of_another_kind_moves_the_divider(app):
    with lease(app) as (session, volume):
        fire(volume, "gather")
        register, court = pieces_of(volume)[0], pieces_of(volume)[-1]
        assert (court.slot.code, court.first_page - volume.pages) == ("confirmation", 1 - court.pages)
        change(register, {"slot": court.slot, "title": "受理登记表"})
        assert (register.first_page, register.title) == (2, "受理登记表")
        session.rollback()


def test_nothing_is_explained_on_a_checked_volume(app):
    with app.app_context(), frozen(WHEN), system("test") as session:
        volume = session.scalars(select(Volume).where(Volume.status == "archived")).one()
        requirement = session.scalars(select(Requirement)).first()
        late = Explanation(volume=volume, requirement=requirement, reason="补充")
        assert list(late.problems()) == ["volume"]
        session.rollback()


def test_every_paper_of_the_mediation_has_its_kind(app):
    made_of = {
        Mediation,
        MediationSession,
        Investigation,
        Agreement,
        Confirmation,
        Obligation,
        Receipt,
        ReturnVisit,
    }
    with app.app_context(), system("test") as session:
        kept = " ".join(session.scalars(select(Slot.papers))).split()
        for paper in house().documents.values():
            if paper.model in made_of and paper.context is not dict:
                module = paper.id.partition(".")[0]
                assert paper.id in kept or f"{module}.*" in kept, paper.id
        assert "cases.authority" in kept


def test_what_explains_a_gap_stands_in_the_note(app):
    with lease(app) as (session, volume):
        for code in ("identity", "session"):
            requirement = session.scalars(select(Requirement).where(Requirement.code == code)).one()
            session.add(Explanation(volume=volume, requirement=requirement, reason="已与当事人核实"))
        session.flush()
        assert all(held.settled for held in completeness(volume))
        note = house().documents["archive.volume_note"].context(volume)
        assert [line["name"] for line in note["missing"]] == ["当事人身份证明", "人民调解记录"]
        fire(volume, "check")
        assert volume.status == "checked"


def test_only_those_of_the_mediation_and_archivists_of_the_place_see_a_volume(app):
    seen = {}
    with app.app_context(), frozen(WHEN):
        for person in (
            "mediator_town",
            "mediator_town2",
            "archivist_town",
            "archivist_county",
            "leader_county",
        ):
            with acting_person(person) as session:
                seen[person] = len(session.scalars(select(Volume)).all())
                assert len({p.volume_id for p in session.scalars(select(Piece))}) == seen[person]
    assert seen == {
        "mediator_town": 1,
        "mediator_town2": 1,
        "archivist_town": 1,
        "archivist_county": 2,
        "leader_county": 0,
    }


def test_the_file_opens_for_those_who_handle_the_volume_alone(app, login):
    with app.app_context(), system("test") as session:
        key = session.scalars(select(Volume.id).where(Volume.status == "archived")).one()
        piece = session.scalars(select(Piece.id).where(Piece.volume_id == key)).first()
    for person, status in (("archivist_county", 200), ("mediator_town2", 200), ("mediator_town", 404)):
        client = login(person)
        answer = client.get(f"/archive/files/{key}")
        assert answer.status_code == status, person
        assert client.get(f"/archive/files/{key}/making").status_code == 404
        moved = client.post(f"/archive/pieces/{piece}/up")
        assert moved.status_code == (303 if status == 200 else 404)
    assert client.get(f"/archive/files/{key}").status_code == 404
    clerk = login("clerk_county")
    assert clerk.get(f"/archive/files/{key}").status_code in (403, 404)


def test_a_mediation_that_ended_before_gets_its_volume_by_a_button(app):
    with lease(app) as (session, volume):
        with pytest.raises(Refused):
            fire(volume.mediation, "open_volume")
        mediation = session.get_one(Mediation, volume.mediation_id)
        for piece in pieces_of(volume):
            session.delete(piece)
        session.delete(volume)
        session.flush()
        fire(mediation, "open_volume")
        assert [code for code, _pages in titles(services.volume_of(mediation))] == [
            "register",
            "rights",
            "agreement",
            "confirmation",
        ]
