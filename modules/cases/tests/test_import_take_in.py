"""Rows to cases, on both engines: what is written, what is handed back, what a second time does."""

from __future__ import annotations

from datetime import datetime

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.access.audit_chain import Audit
from app.access.identity import scope_for
from app.access.scope import acting_as, system
from app.model.case_number import parse_case_number
from app.org.models import Account
from app.view.importing import store, take_in
from app.view.importing.columns import guess, understands
from app.view.importing.models import DONE, Workbook
from app.view.importing.workbook import look_at
from app.workflow.models import Event
from modules.cases.importing import IMPORT
from modules.cases.models import Case
from tests.workbooks import HEADINGS, MOMENTS, messages, save

COUNTY, TOWN = "990102", "990102100"


@pytest.fixture
def scope(app):
    """The rights of the county's window clerk."""
    with app.app_context(), system("test") as session:
        account = session.scalars(select(Account).where(Account.username == "clerk_county")).one()
        yield scope_for(session, account)


@pytest.fixture
def bring_in(scope):
    """A function that takes rows in and gives the finished import."""

    def run(rows, headings=HEADINGS, accept=False, division=COUNTY):
        key = brought(scope, rows, headings, accept, division)
        take_in.take_in(key, scope)
        with acting_as(scope) as session:
            row = session.get_one(Workbook, key)
            session.expunge(row)
            return row

    return run


def brought(scope, rows, headings=HEADINGS, accept=False, division=COUNTY):
    """Bring a workbook with the columns as guessed; the key of its import."""
    path = save(store.new_file(), rows, headings)
    sheet = look_at(path, understands(IMPORT))
    with acting_as(scope) as session:
        settings = {"division_code": division, "channel": "import", "accept": accept}
        row = take_in.bring(IMPORT, path, sheet, file_name="留言.xlsx", settings=settings)
        take_in.begin(row, take_in.suggested(row, sheet))
        session.commit()
        return row.id


def cases(scope):
    with acting_as(scope) as session:
        found = {case.outer_no: case for case in session.scalars(select(Case).where(Case.channel == "import"))}
        session.expunge_all()
        return found


def problems_of(row):
    """The rows of the returned workbook by outer number, with the problem."""
    sheet = load_workbook(store.returned(row)).active
    heading, *rows = sheet.iter_rows(values_only=True)
    assert heading == (*HEADINGS, "问题")
    return {line[0]: line[-1] for line in rows}


def test_columns_are_guessed_by_their_headings(scope):
    assert guess(IMPORT, HEADINGS) == {0: "outer_no", 2: "title", 3: "received_at", 4: "summary"}
    assert guess(IMPORT, ("标题", "内容", "工单号", "时间", "分类")) == {
        0: "title",
        1: "summary",
        2: "outer_no",
        3: "received_at",
        4: "category",
    }


def test_every_row_becomes_a_case_with_number_event_and_audit_row(bring_in, scope):
    row = bring_in(messages(60))
    assert (row.state, row.rows, row.added, row.repeated, row.failed) == (DONE, 60, 60, 0, 0)
    found = cases(scope)
    assert len(found) == 60
    first = found["900001"]
    assert first.title == "反映幸福路1号路灯不亮"
    assert first.summary.startswith("幸福路1号门前") and first.summary.endswith("来看。")
    serials = sorted(parse_case_number(case.case_no).serial for case in found.values())
    assert serials == list(range(serials[0], serials[0] + 60))
    with system("test") as session:
        ids = [case.id for case in found.values()]
        events = session.scalars(
            select(Event.arrow).where(Event.model == "cases.case", Event.row_id.in_(ids))
        ).all()
        assert events == ["register"] * 60
        written = session.scalar(
            select(func.count()).select_from(Audit).where(Audit.model == "cases.case", Audit.row_id.in_(ids))
        )
        assert written >= 60


def test_moments_are_understood_however_they_are_written(bring_in, scope):
    bring_in(messages(len(MOMENTS)))
    found = cases(scope)
    assert [found[str(900001 + place)].received_at for place in range(len(MOMENTS))] == [
        meant for _written, meant in MOMENTS
    ]


def test_the_same_file_again_adds_nothing(bring_in, scope):
    bring_in(messages(10))
    again = bring_in(messages(12))
    assert (again.added, again.repeated, again.failed) == (2, 10, 0)
    assert len(cases(scope)) == 12


def test_cases_may_be_accepted_at_once(bring_in, scope):
    bring_in(messages(2), accept=True)
    assert {case.status for case in cases(scope).values()} == {"accepted"}


def test_bad_rows_are_handed_back_with_every_problem_and_good_ones_are_taken(bring_in, scope):
    rows = messages(6)
    rows[0][0] = None
    rows[1][3] = "去年冬天"
    rows[2][2] = rows[2][4] = " "
    rows[3][3] = datetime(2999, 1, 1)
    rows[4][2] = "长" * 121
    rows[4][3] = "不详"
    rows += messages(8)[6:]
    rows[6][3], rows[7][3] = "0001-01-01", 1
    row = bring_in(rows)
    assert (row.added, row.failed) == (1, 7)
    problems = problems_of(row)
    assert "外部编号" in problems[None]
    assert "收件时间" in problems[900002] or "时间" in problems[900002]
    assert "收到时间：不能晚于现在" in problems[900004]
    assert {problems[900007], problems[900008]} == {"收到时间：日期过早，不能早于 1949-10-01"}
    assert len(problems[900005].split("；")) == 2
    assert list(cases(scope)) == ["900006"]


def test_a_corrected_workbook_can_be_brought_again_as_it_is(bring_in, scope):
    rows = messages(3)
    rows[1][3] = "去年冬天"
    first = bring_in(rows)
    heading, line = load_workbook(store.returned(first)).active.iter_rows(values_only=True)
    corrected = bring_in([[*line[:3], "2020-01-02", *line[4:]]], headings=heading)
    assert (corrected.added, corrected.failed) == (1, 0)
    assert len(cases(scope)) == 3


def test_long_texts_emoji_and_codes_survive(bring_in, scope):
    rows = messages(3)
    rows[0][4] = "路" * 20_000
    rows[1][2] = "路灯坏了😢 𠮷祥里3号"
    rows[2][0] = "0012-A7"
    bring_in(rows)
    found = cases(scope)
    assert len(found["900001"].summary) == 20_000
    assert found["900002"].title == "路灯坏了😢 𠮷祥里3号"
    assert "0012-A7" in found


def test_a_text_that_looks_like_a_formula_stays_a_text(bring_in):
    rows = messages(1)
    rows[0][2] = "'=1+1"
    rows[0][4] = "=cmd"
    rows[0][3] = "不详"
    row = bring_in(rows)
    sheet = load_workbook(store.returned(row)).active
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n"}


def test_a_number_excel_has_cut_is_a_problem(bring_in):
    rows = messages(2)
    rows[0][0] = 12345678901234567000
    row = bring_in(rows)
    assert (row.added, row.failed) == (1, 1)


def test_lists_are_read_by_name_and_code_and_places_by_name_and_code(bring_in, scope):
    headings = ("编号", "标题", "内容", "分类", "渠道", "辖区")
    rows = [
        ["a1", "甲", "甲", "公共设施", "12345热线", "石桥镇"],
        ["a2", "乙", "乙", "02", "grid", TOWN],
        ["a3", "丙", "丙", "没有这一类", "", ""],
        ["a4", "丁", "丁", "", "", "990103"],
    ]
    row = bring_in(rows, headings)
    assert (row.added, row.failed) == (2, 2)
    with acting_as(scope) as session:
        found = session.scalars(select(Case).where(Case.outer_no.in_(("a1", "a2"))).order_by(Case.outer_no))
        assert [(case.category, case.channel, case.division_code) for case in found] == [
            ("01", "12345", TOWN),
            ("02", "grid", TOWN),
        ]
    problems = store.problems(row)
    assert "没有这一类" in problems[4][0]
    assert "990103" in problems[5][0]


def test_an_import_that_broke_off_goes_on_where_it_stopped(scope, monkeypatch):
    monkeypatch.setattr(take_in, "CHUNK", 10)
    rows = messages(35)
    rows[3][3] = "不详"
    key = brought(scope, rows)

    def die(done, _total):
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in.take_in(key, scope, die)
    assert len(cases(scope)) == 19
    take_in.take_in(key, scope)
    with acting_as(scope) as session:
        row = session.get_one(Workbook, key)
        assert (row.state, row.added, row.repeated, row.failed) == (DONE, 34, 0, 1)
        assert list(store.problems(row)) == [5]


def test_columns_chosen_once_are_remembered_for_the_same_headings(scope):
    rows = messages(1)
    path = save(store.new_file(), rows)
    sheet = look_at(path, understands(IMPORT))
    facts = {"file_name": "a.xlsx", "settings": {"division_code": COUNTY, "channel": "import"}}
    with acting_as(scope) as session:
        first = take_in.bring(IMPORT, path, sheet, **facts)
        take_in.begin(first, {0: "outer_no", 4: "title", 2: "summary"})
        session.commit()
        again = take_in.bring(IMPORT, path, sheet, **facts)
        assert take_in.suggested(again, sheet) == {0: "outer_no", 4: "title", 2: "summary"}


def test_columns_that_cannot_do_are_refused(scope):
    path = save(store.new_file(), messages(1))
    sheet = look_at(path, understands(IMPORT))
    with acting_as(scope):
        settings = {"division_code": COUNTY, "channel": "import"}
        row = take_in.bring(IMPORT, path, sheet, file_name="a.xlsx", settings=settings)
        for mapping in ({2: "title"}, {0: "outer_no"}, {0: "outer_no", 1: "title", 2: "title"}):
            with pytest.raises(ValueError):
                take_in.begin(row, mapping)
