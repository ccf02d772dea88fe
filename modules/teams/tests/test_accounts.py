"""Accounts made from the list of team members: handlers of their township, for whom serves."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from app.access.scope import system
from app.org.models import Post
from modules.parties.models import Person
from modules.teams.models import ResponseTeam, TeamMember
from tests.planting import plant

TOWN, LIST = "990102001", "/teams/team_member/list/"


def test_members_who_serve_become_handlers_with_slips(app, login):
    with app.app_context(), system("test") as session:
        team = session.scalars(select(ResponseTeam).where(ResponseTeam.division_code == TOWN)).first()
        team = team or plant(session, ResponseTeam, TOWN)
        keys, unit_id = [], team.unit_id
        for name, left in (("单队员", None), ("离队者", date(2020, 1, 1))):
            person = plant(session, Person, TOWN, name=name)
            member = TeamMember(person_id=person.id, team_id=team.id, left_on=left, division_code=TOWN)
            session.add(member)
            session.flush()
            keys.append(member.id)
        session.commit()
    client = login("admin_town")
    assert "批量开通账号" in client.get(LIST).text
    batch = client.post("/batches/teams.team_member/accounts", data={"next": LIST, "pk": keys}).location
    assert "已不在岗" in client.get(batch).text
    assert client.post(batch).status_code == 303
    with app.app_context(), system("test") as session:
        serving, left = (session.get_one(TeamMember, key) for key in keys)
        assert left.account is None and serving.account is not None
        post = session.scalars(select(Post).where(Post.user_id == serving.account_id)).one()
        assert (post.role, post.division_code, post.unit_id) == ("handler", TOWN, unit_id)
    assert client.post(f"{batch}/slips").mimetype == "application/pdf"
