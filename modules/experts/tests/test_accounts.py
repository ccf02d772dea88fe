"""Accounts made from the pool: for whom is published and in term, with the role of an expert and slips of passwords."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.org.models import Post
from modules.experts.models import Expert
from modules.experts.tests.pool import expert

POOL, LIST = "990102", "/experts/expert/list/"


def test_published_experts_get_accounts_and_slips_and_others_none(app, login):
    with app.app_context(), system("test") as session:
        keys = {
            row.name: row.id
            for row in (
                expert(session, "单专家", place=POOL),
                expert(session, "草稿专家", place=POOL, status="draft"),
                expert(session, "期满专家", place=POOL, term_ends_on=date(2020, 1, 1)),
                expert(session, "外县专家", place="330402"),
            )
        }
        session.commit()
    client = login("admin_county")
    assert "批量开通账号" in client.get(LIST).text
    asked = {"next": LIST, "pk": list(keys.values())}
    batch = client.post("/batches/experts.expert/accounts", data=asked).location
    page = client.get(batch).text
    assert "shanzhuanjia" in page and "已不在岗" in page and "外县专家" not in page
    assert client.post(batch).status_code == 303
    with app.app_context(), system("test") as session:
        made = {name: session.get_one(Expert, key).account for name, key in keys.items()}
        assert [name for name, account in made.items() if account is not None] == ["单专家"]
        post = session.scalars(select(Post).where(Post.user_id == made["单专家"].id)).one()
        assert (post.role, post.division_code) == ("expert", POOL)
    slips = client.post(f"{batch}/slips")
    assert slips.mimetype == "application/pdf" and slips.data.startswith(b"%PDF")
    assert client.post(f"{batch}/slips").status_code == 303, "a slip is printed once"


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_whoever_only_reads_the_pool_makes_no_accounts(app, login):
    with app.app_context(), system("test") as session:
        key = expert(session, "单专家", place=POOL).id
        session.commit()
    client = login("admin_town")
    assert "批量开通账号" not in client.get(LIST).text
    assert client.post("/batches/experts.expert/accounts", data={"pk": key}).status_code == 403
