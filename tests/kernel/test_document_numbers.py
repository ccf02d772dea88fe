"""Numbers without gaps, papers that stay what they are, withdrawal by two persons - on both engines."""

import json
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest
from flask_babel import Babel
from sqlalchemy import select

from app.access.gate import install_gate
from app.access.grants import Matrix, table
from app.access.scope import Reach, Scope, acting_as, system
from app.document import press, service
from app.document.models import NumberPattern, Paper
from app.document.numbers import PatternError, check_pattern, take_number, write_number
from app.document.sheet import Rendered
from app.document.spec import Document
from app.document.stored import fill_patterns
from app.model import moment
from app.model.base import db
from app.model.house import House
from app.org.models import Account, Unit
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from tests.planting import plant

COUNTY = "990102"
PATTERN = "（{year}）{unit}人调字第{n}号"
DAY = "2023-08-29 10:00"


def press_of(missing=()):
    """A press that prints what it is asked, without the layout engine (that one has tests of its own)."""

    def render(sheets):
        sheets = list(sheets)
        text = "\n".join(f"{s.stamp.state} {s.stamp.number} {sorted(s.context.items())}" for s in sheets)
        return Rendered(text.encode(), len(sheets), missing)

    return render


@pytest.fixture
def session(bare_app, system_session, monkeypatch):
    Babel(bare_app)
    bare_app.extensions["house"] = House(models={"org.unit": Unit})
    monkeypatch.setattr(press, "render", press_of())
    for kind in ("agreement", "volume"):
        system_session.add(
            NumberPattern(
                kind=kind, pattern=PATTERN.replace("人调", "人调" if kind == "agreement" else "人调卷")
            )
        )
    system_session.flush()
    return system_session


def unit_of(session, name="建设街道人民调解委员会", short="建设"):
    unit = Unit(name=name, short_name=short, kind="committee", division_code=COUNTY)
    session.add(unit)
    session.flush()
    return unit


def paper_of(kind="agreement", **changes):
    declared = {
        "template": "agreements/agreement.html",
        "context": lambda row: {"name": row.name},
        "unit": lambda row: row,
    }
    return Document("test.paper", "试纸", Unit, numbered=kind, **{**declared, **changes})


def test_units_years_and_kinds_are_counted_apart(session):
    here, there = unit_of(session), unit_of(session, "城东街道人民调解委员会", "城东")
    taken = [
        take_number(session, unit, kind, year).words
        for unit, kind, year in [
            (here, "agreement", 2023), (here, "agreement", 2023), (here, "volume", 2023),
            (here, "agreement", 2024), (there, "agreement", 2023), (here, "agreement", 2023),
        ]
    ]  # fmt: skip
    assert taken == [
        "（2023）建设人调字第1号", "（2023）建设人调字第2号", "（2023）建设人调卷字第1号",
        "（2024）建设人调字第1号", "（2023）城东人调字第1号", "（2023）建设人调字第3号",
    ]  # fmt: skip


def test_a_unit_may_have_a_pattern_and_a_name_of_its_own(session):
    unit = unit_of(session)
    unit.number_name = "建"
    session.add(NumberPattern(kind="agreement", unit_id=unit.id, pattern="（{year}）{unit}民调字第{n}号"))
    session.flush()
    assert take_number(session, unit, "agreement", 2023).words == "（2023）建民调字第1号"


def test_a_kind_without_pattern_is_refused(session):
    with pytest.raises(Refused, match="建设街道"):
        take_number(session, unit_of(session), "letter", 2023)


@pytest.mark.parametrize("wrong", ["{year}{unit}", "{n}{n}{year}", "{year}{n}{month}", "{year}{n}{}", "第号"])
def test_a_pattern_that_cannot_number_is_refused(session, wrong):
    with pytest.raises(PatternError):
        check_pattern(wrong)


def test_a_pattern_that_numbers_is_taken():
    assert check_pattern(PATTERN) == PATTERN


def test_a_pattern_cannot_reach_into_python(session):
    assert write_number("{year}{n}{unit.__class__}", unit_of(session), 2023, 1) == "20231{unit.__class__}"


def test_a_rolled_back_number_is_given_again(session):
    unit = unit_of(session)
    session.commit()
    assert take_number(session, unit, "agreement", 2023).serial == 1
    session.rollback()
    assert take_number(session, unit, "agreement", 2023).serial == 1


def test_sixteen_writers_leave_neither_gap_nor_twin(bare_app, session):
    unit_id = unit_of(session).id
    session.commit()
    taken: list[int] = []

    def write(writer):
        with bare_app.app_context():
            for turn in range(4):
                with system("number") as own:
                    serial = take_number(own, own.get_one(Unit, unit_id), "agreement", 2023).serial
                    if (writer + turn) % 3 == 0:
                        own.rollback()
                    else:
                        own.commit()
                        taken.append(serial)

    threads = [Thread(target=write, args=(writer,)) for writer in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, len(taken) + 1))
    assert max(Counter(taken).values()) == 1


def test_an_issued_paper_is_stored_with_its_hash_and_reprints_the_same_bytes(session):
    with moment.frozen(DAY):
        paper = service.issue(paper_of(), unit_of(session))
    session.commit()
    kept = session.scalars(select(Paper)).one()
    assert kept.number == "（2023）建设人调字第1号" and kept.state == "issued"
    assert kept.sha256 == sha256(service.pdf_of(kept)).hexdigest()
    assert service.pdf_of(kept) == service.pdf_of(paper) and kept.number.encode() in kept.body
    assert json.loads(kept.snapshot)[0]["context"] == {"name": "建设街道人民调解委员会"}


def test_a_paper_that_cannot_be_made_takes_no_number(session, monkeypatch):
    unit = unit_of(session)
    session.commit()
    monkeypatch.setattr(press, "render", press_of(missing=("parties.name",)))
    with pytest.raises(Refused, match="parties.name"):
        service.issue(paper_of(), unit)
    session.rollback()
    monkeypatch.setattr(press, "render", press_of())
    assert service.issue(paper_of(), unit).serial == 1


def test_conditions_are_refused_before_a_number_is_taken(session):
    unit = unit_of(session)
    with pytest.raises(Refused, match="份数"):
        service.issue(paper_of(needs=lambda row: [Refusal("份数不足")]), unit)
    assert service.issue(paper_of(), unit).serial == 1


def test_a_draft_has_no_number_and_is_not_stored(session):
    assert service.preview(paper_of(), unit_of(session)).body.startswith(b"draft  ")
    assert session.scalars(select(Paper)).all() == []


def test_a_bundle_binds_its_papers_in_order(session, bare_app):
    one, two = paper_of(None), paper_of(None, context=lambda row: [{"party": "甲"}, {"party": "乙"}])
    bare_app.extensions["house"].documents.update({"test.one": one, "test.two": two})
    bundle = Document("test.bundle", "合订", Unit, bundle=("test.one", "test.two"), unit=lambda row: row)
    paper = service.issue(bundle, unit_of(session))
    assert paper.pages == 3 and paper.number == ""


def test_withdrawal_takes_a_reason_and_two_persons_and_keeps_the_number(session):
    unit = unit_of(session)
    clerk, chair = (
        plant(session, Account, COUNTY, username=name, email=name).id for name in ("clerk", "chair")
    )
    paper = service.issue(paper_of(), unit)
    body = paper.body
    with pytest.raises(Refused):
        service.ask_void(paper, "  ", user_id=clerk)
    with pytest.raises(Refused):
        service.approve_void(paper, user_id=chair)
    service.ask_void(paper, "当事人姓名写错", user_id=clerk)
    with pytest.raises(Refused):
        service.approve_void(paper, user_id=clerk)
    assert paper.state == "issued"
    service.approve_void(paper, user_id=chair)
    session.flush()
    assert paper.state == "void" and paper.number.endswith("第1号") and paper.body == body
    assert service.pdf_of(paper).startswith(b"void ")
    assert service.issue(paper_of(), unit).number.endswith("第2号")
    with pytest.raises(Refused):
        service.ask_void(paper, "再来一次", user_id=clerk)


def test_who_reads_the_row_reads_its_papers_and_nobody_else(session):
    install_gate(db.session)
    unit = unit_of(session)
    uuid = service.issue(paper_of(), unit).uuid
    session.commit()
    assert service.find_paper(session, "no-such-paper") is None
    with acting_as(Scope()) as stranger:
        assert service.find_paper(stranger, uuid) is None
    reader = Scope(
        None,
        (Reach("clerk", COUNTY),),
        Matrix.of(table("role level model rights buttons\nclerk all org.unit r---")),
    )
    with acting_as(reader) as own:
        paper = service.find_paper(own, uuid)
        assert paper is not None and paper.body
        assert service.papers_of(own.scalars(select(Unit)).one()) == [paper]


def test_shipped_patterns_fill_the_table_once_and_are_sound(session):
    assert fill_patterns(session) > 0
    assert fill_patterns(session) == 0
    assert [check_pattern(pattern) for pattern in session.scalars(select(NumberPattern.pattern))]


def test_importing_the_room_touches_nothing():
    script = "import app.document.models, app.document.numbers, app.document.arrows, app.document.spec"
    subprocess.run([sys.executable, "-W", "error", "-c", script], cwd=Path(__file__).parents[2], check=True)
