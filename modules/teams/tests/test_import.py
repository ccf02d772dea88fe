"""Members of teams from a workbook: skills, people on record, one team at a time, rows handed back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.view.importing.models import Workbook
from modules.parties.models import Person
from modules.teams.models import ResponseTeam, TeamMember
from tests.imports import take_in_by_pages, work_off
from tests.workbooks import save

HEADINGS = ("姓名", "证件号码", "电话", "民声服务队", "专长", "职务")


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_members_are_taken_in_with_their_skills_and_taken_back(app, login, tmp_path):
    with app.app_context(), system("test") as session:
        asked = select(TeamMember).join(ResponseTeam).where(ResponseTeam.active, TeamMember.left_on.is_(None))
        there = session.scalars(asked.order_by(TeamMember.id)).first()
        name, place, known = there.team.unit.name, there.division_code, there.name
    rows = [
        ["安晓禾", "11010519491231002X", "19900000901", name, "法律、09", "队员"],
        [known, "", "", name, "", ""],
        ["包一川", "110105194912310020", "", name, "", ""],
        ["查明月", "110105199003071233", "", name, "星象", ""],
        ["查明月", "", "", "没有的队", "", ""],
    ]
    client = login("admin_county")
    file = save(tmp_path / "members.xlsx", rows, HEADINGS)
    at, _page = take_in_by_pages(app, client, "teams.team_member", file.read_bytes())
    with app.app_context(), system("test") as session:
        book = session.scalars(select(Workbook).order_by(Workbook.id.desc()).limit(1)).one()
        assert (book.added, book.repeated, book.failed) == (1, 1, 3)
        made = session.scalars(select(TeamMember).join(Person).where(Person.name == "安晓禾")).one()
        assert (made.division_code, made.post) == (place, "member")
        assert {skill.code for skill in made.skills} >= {"09"} and len(made.skills) == 2
    assert client.post(f"{at}/back").status_code == 303
    work_off(app)
    with app.app_context(), system("test") as session:
        assert session.scalars(select(TeamMember).join(Person).where(Person.name == "安晓禾")).all() == []
