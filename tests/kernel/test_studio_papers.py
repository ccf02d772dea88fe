"""Templates of administrators: written, tried, checked, published by two, compared, withdrawn, and who sees them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.access.audit_chain import Audit
from app.access.scope import system
from app.document import press, service
from app.document.models import Paper, TemplateAct, TemplateVersion
from app.document.own_templates import nearest
from app.model.base import db
from app.model.house import house
from app.studio import paper_checks, papers
from app.studio.paper_fields import palette
from app.studio.paper_tables import differences
from modules.mediation.models import Mediation

SignIn = Callable[..., FlaskClient]

#: What no database has a part in.
SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

BASE = "/studio/papers/mediation.application/"
WORDS = "本表一式两份。"


@pytest.fixture(autouse=True)
def resting() -> Iterator[None]:
    yield
    press.rest()


def written(app: Flask) -> str:
    """The house's template with a sentence more."""
    with app.app_context():
        source = papers.standard(house().documents["mediation.application"])
    head, block, rest = source.rpartition("{% endblock %}")
    return f"{head}<p>{WORDS}</p>\n{block}{rest}"


def saved(app: Flask, browser: FlaskClient, source: str, **form: str) -> int:
    """Save a draft; its key."""
    answer = browser.post(f"{BASE}edit", data={"source": source, **form})
    assert answer.status_code == 303, answer.text
    with app.app_context(), system("look") as session:
        return session.scalars(select(TemplateVersion.id).order_by(TemplateVersion.id.desc())).first() or 0


def publish(county: FlaskClient, city: FlaskClient, key: int) -> None:
    """Both steps, both with a look at what is answered."""
    assert county.post(f"{BASE}ask/{key}", data={"reason": "按县里要求补一句"}).status_code == 303
    assert city.post(f"{BASE}publish/{key}").status_code == 303


def a_mediation(app: Flask) -> int:
    with app.app_context(), system("look") as session:
        found = session.scalars(select(Mediation).order_by(Mediation.id))
        return next(m.id for m in found if m.division_code.startswith("990102001"))


def newest(app: Flask) -> tuple[int | None, str, bytes]:
    """The paper issued last: its own template, what it was made of, its file."""
    with app.app_context(), system("look") as session:
        paper = session.scalars(select(Paper).order_by(Paper.id.desc()).limit(1)).one()
        return paper.template_id, paper.snapshot.decode(), paper.body


def test_a_template_from_draft_to_paper_and_back(
    app: Flask, login: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    county, city, mediator = login("admin_county"), login("admin_city"), login("mediator_town")
    assert "标准" in county.get("/studio/papers/").text
    mediation = a_mediation(app)
    issue = f"/papers/issue/mediation.application/{mediation}"
    key = saved(app, county, written(app))
    assert "草稿" in county.get(BASE).text and "自有第 1 版" not in county.get("/studio/papers/").text
    county.post(f"{BASE}ask/{key}", data={"reason": " "})
    county.post(f"{BASE}publish/{key}")
    assert "待第二人核准" not in county.get(BASE).text, "no reason, no request"
    county.post(f"{BASE}ask/{key}", data={"reason": "按县里要求补一句"})
    county.post(f"{BASE}publish/{key}")
    waiting = county.get(BASE).text
    assert "待第二人核准" in waiting and "须由另一人发布" in waiting, "nobody publishes what they asked for"
    mediator.post(issue)
    template, made_of, file = newest(app)
    assert template is None and WORDS not in made_of
    assert city.post(f"{BASE}publish/{key}").status_code == 303
    assert "自有第 1 版（" in county.get("/studio/papers/").text
    with app.app_context(), system("issue") as session:
        document, row = house().documents["mediation.application"], session.get(Mediation, mediation)
        assert WORDS in (service.draft_sheets(document, row)[0].source or "")
        service.issue(document, row)
        session.commit()
    template, made_of, later = newest(app)
    assert template == key and WORDS in made_of
    county.post(f"{BASE}withdraw/{key}", data={"reason": "恢复标准格式"})
    assert "标准" in county.get(BASE).text and "已撤回" in county.get(BASE).text
    with app.app_context(), system("look") as session:
        row = session.get(Mediation, mediation)
        assert service.draft_sheets(document, row)[0].source is None
        bodies = [paper.body for paper in session.scalars(select(Paper).order_by(Paper.id.desc()).limit(2))]
        assert bodies == [later, file], "issued papers keep their bytes"
        trail = session.scalars(select(Audit.model).where(Audit.model.like("document.template%"))).all()
        assert len(trail) == 4, "the version, the request, the publication, the withdrawal"
    monkeypatch.setattr(paper_checks._Check, "pressed", lambda self: None)
    publish(county, city, key)
    with app.app_context(), system("look") as session:
        own = nearest(session, "mediation.application", "990102001")
        assert own is not None and own.key == key, "an older version comes back by being published anew"


def test_the_nearest_place_wins_and_others_see_nothing(
    app: Flask, login: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_checks._Check, "pressed", lambda self: None)
    county, city = login("admin_county"), login("admin_city")
    for_city = saved(app, city, written(app).replace(WORDS, "市用。"))
    city.post(f"{BASE}ask/{for_city}", data={"reason": "全市统一"})
    assert county.post(f"{BASE}publish/{for_city}").status_code == 403, (
        "a county does not decide for the city"
    )
    with app.app_context(), system("publish") as session:
        session.add(TemplateAct(version_id=for_city, act="publish", reason="x"))
        session.commit()
    key = saved(app, county, written(app), based_on=str(for_city))
    publish(county, city, key)
    with app.app_context(), system("look") as session:
        found = [nearest(session, "mediation.application", place) for place in ("990102001", "990103", "98")]
        assert [own.key if own else None for own in found] == [key, for_city, None]
    assert login("clerk_county").get("/studio/papers/").status_code == 403
    assert login("clerk_county").post(f"{BASE}try", data={"source": "x"}).status_code == 403
    assert login("admin_town").get(BASE).status_code in (403, 404)
    assert county.get("/studio/papers/no.paper/").status_code == 404
    assert county.get(f"{BASE}edit?version=999999").status_code == 404
    with app.app_context():
        for table in ("document_template_version", "document_template_act"):
            with pytest.raises(DatabaseError), db.engine.begin() as connection:
                connection.execute(text(f"update {table} set id = id"))


#: What is typed, and what is said of it.
MISTAKES = [
    ("{{ nobody }}", "第 1 行：没有字段“nobody”"),
    ("一\n{{ applicants[0].nmae }}", "第 2 行：没有字段“nmae”"),
    ("一\n\n{% if %}", "第 3 行：大括号里没有写完整"),
    ("{% fro x in applicants %}{% endfor %}", "第 1 行：模板不认识“fro”"),
    ("{% for x in applicants %}", "第 1 行：缺少结束标记 {% endfor %}"),
    ("{{ reason|shout }}", "第 1 行：没有写法“shout”"),
    ("{% for n in range(10**9) %}{% endfor %}", "不允许"),
    ("{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}", "秒"),
    ("{{ 'a' * 10**8 }}", "不允许"),
    (
        "{% set s = namespace(t='长' * 9999) %}"
        "{% for n in range(40) %}{% set s.t = [s.t, s.t]|join %}{% endfor %}",
        "内存",
    ),
    ("{% include '/etc/passwd' %}", "/etc/passwd"),
    ("<img src='file:///etc/passwd'>", "文件或网址，这是不允许的：file:///etc/passwd"),
    ("<p>\n<img src='http://127.0.0.1:9/x'>", "第 2 行：模板引用了文件或网址"),
    ("{{ ''.__class__.__mro__ }}", "__class__"),
    ("<script>1</script>", "<script>"),
    ("长" * 60_001, "最多 60,000 字"),
    ("\x00", "请重新输入"),
    ("", "模板是空的"),
]


@SQLITE
def test_what_is_typed_is_tried_and_what_is_wrong_is_explained(app: Flask, login: SignIn) -> None:
    county = login("admin_county")
    for source, said in MISTAKES:
        begun = time.monotonic()
        told = county.post(f"{BASE}try", data={"source": source})
        assert told.status_code == 200 and time.monotonic() - begun < 8
        words = "\n".join(one["text"] for one in told.json["problems"])
        assert said in words, words
        assert "root:" not in told.text and "Traceback" not in told.text
        assert not [word for word in ("unexpected", "Encountered", "expected") if word in words]


def test_a_sound_text_is_shown_and_a_refused_one_keeps_what_was_typed(app: Flask, login: SignIn) -> None:
    county = login("admin_county")
    told = county.post(f"{BASE}try", data={"source": written(app)}).json
    assert told["problems"] == [] and WORDS in told["html"]
    frame = county.get(f"{BASE}sheet")
    assert "default-src 'none'" in frame.headers["Content-Security-Policy"] and "<style nonce=" in frame.text
    page = county.get(f"{BASE}edit").text
    assert 'data-put="{{ stamp.number }}"' in page
    typed = "长" * 60_001
    kept = county.post(f"{BASE}edit", data={"source": typed})
    assert kept.status_code == 422 and typed in kept.text and "最多 60,000 字" in kept.text
    same = county.post(f"{BASE}edit", data={"source": papers_standard(app)})
    assert same.status_code == 422 and "内容没有变化" in same.text
    attack = saved(app, county, "<img src='http://127.0.0.1:9/x'>")
    refused = county.post(f"{BASE}ask/{attack}", data={"reason": "试"})
    assert refused.status_code == 422 and "模板引用了文件或网址" in refused.text
    assert "草稿" in county.get(BASE).text
    assert "<img" not in county.get(f"{BASE}sheet?version={attack}").text
    nothing = saved(app, county, "{# 甲 #}")
    assert county.get(f"{BASE}sheet?version={nothing}").status_code == 200


def papers_standard(app: Flask) -> str:
    with app.app_context():
        return papers.standard(house().documents["mediation.application"])


def test_versions_stand_beside_each_other(app: Flask, login: SignIn) -> None:
    county = login("admin_county")
    key = saved(app, county, written(app))
    page = county.get(f"{BASE}compare?new={key}").text
    assert f"<ins>&lt;p&gt;{WORDS}&lt;/p&gt;</ins>" in page and "增加 1 行，减少 0 行" in page
    assert "两份内容相同" in county.get(f"{BASE}compare").text
    signs = [line["sign"] for line in differences("a\nb\nc\n", "a\nB\nc\n")]
    assert signs == ["", "−", "+", ""]


@SQLITE
def test_the_standard_passes_its_own_checks_and_what_is_taken_away_is_named(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed = paper_checks._Check.pressed
    monkeypatch.setattr(paper_checks._Check, "pressed", lambda self: None)
    with app.app_context(), app.test_request_context():
        for document in papers.shapeable():
            assert paper_checks.problems(document, papers.standard(document)) == [], document.id
            assert sum(len(group["pieces"]) for group in palette(document)) > 8, document.id
        agreement = house().documents["agreements.agreement"]
        source = papers.standard(agreement)

        def told(*changed: tuple[str, str]) -> str:
            text = source
            for old, new in changed:
                assert old in text
                text = text.replace(old, new)
            return "\n".join(str(one) for one in paper_checks.problems(agreement, text))

        assert "盖章处" in told(
            ("{{ parts.sealing(committee.name, date,", "{{ parts.names(mediators) }}{# (a, b,"),
            ('印章）") }}', '印章）") #}'),
        )
        assert "签名栏" in told(("{{ parts.party_signatures(parties, signed=ink.parties) }}", ""))
        assert "姓名" in told(
            ("{% for p in parties %}{{ parts.party(", "{% for p in parties[:1] %}{{ parts.party(")
        )
        assert "纠纷主要事实" in told(('facts|needed("纠纷主要事实、争议事项")|', "facts|"))
        assert "编号" in told(
            (
                '{% extends "house/base.html" %}',
                '{% extends "house/base.html" %}{% block head %}<h1>协议</h1>{% endblock %}',
            )
        )
        assert "这是不允许" in told(("{% block body %}", "{% block body %}<img src='//evil.example/x'>"))
        assert "一百元" not in told(("{% block body %}", "{% block body %}<p>一百元</p>"))
        monkeypatch.setattr(paper_checks._Check, "pressed", pressed)
        monkeypatch.setattr(paper_checks, "CROWD", 1)
        assert "U+1F600" in told(("{% block body %}", "{% block body %}<p>😀</p>"))
