"""Work sent out on the matters of the demo: some done, some under way, one sent back; and who is on call for more."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.model.moment import today
from app.org.models import Unit
from app.workflow.engine import fire
from modules.cases.demo import case_of
from modules.cases.demo.acting import acting
from modules.centres.models import Duty, Shift
from modules.dispatch.services import dispatch
from modules.parties.demo import person

_RESULT = {"result": "settled", "mode": "persuasion", "text": "已到场劝导，对方承诺整改。", "on_scene": True}

#: Case, when, unit, what, and the acts after so many seconds.
WORK = (
    (
        "广场舞音响声音过大",
        "2026-11-19 17:12:00",
        "城东街道社会治理中心",
        "到场劝导，约定结束时间",
        (("sign", 40), ("contact", 95), ("order", 160), ("arrive", 640), ("finish", 2400)),
    ),
    (
        "小区门口长期乱停车",
        "2026-11-19 15:50:00",
        "枫源县公安局城东派出所",
        "现场疏导，研究长效管理办法",
        (("sign", 50), ("contact", 150), ("order", 170), ("handle", 1800)),
    ),
    (
        "路灯坏了一个月没有修",
        "2026-11-19 16:40:00",
        "城东街道社会治理中心",
        "核实并联系维修",
        (("sign", 55), ("contact", 110), ("order", 175)),
    ),
    (
        "灌溉渠漏水没有人修",
        "2026-11-18 10:30:00",
        "石桥镇社会治理中心",
        "勘察并组织修补",
        (("sign", 30), ("contact", 100), ("order", 150), ("arrive", 1500), ("handle", 1600)),
    ),
    (
        "买到过期酸奶要求退款",
        "2026-11-17 09:10:00",
        "枫源县市场监督管理局",
        "核查并组织退款",
        (("sign", 48), ("contact", 90)),
    ),
    (
        "孩子插班手续来回跑了三趟",
        "2026-11-17 12:00:00",
        "枫源县司法局",
        "一次性告知材料",
        (("sign", 52), ("return_", 900)),
    ),
    (
        "电梯停运一周业主拒交物业费",
        "2026-11-16 09:40:00",
        "城东街道社会治理中心",
        "约谈物业，督促维修",
        (("sign", 35),),
    ),
    ("建议校门口设置家长等候区", "2026-11-20 10:40:00", "城东街道社会治理中心", "研究回复", ()),
)


#: The team on call, and the pairs who take turns day by day this week at posts A and B.
ON_CALL, PAIRS = "城东街道民声服务队", (("钟小满", "林阿土"), ("林阿土", "邵明渠"))


def load(session: Session) -> None:
    """Send out the work, take the steps, and plan the week of the team."""
    _on_call(session)
    for title, at, unit_name, duty, steps in WORK:
        begun = datetime.fromisoformat(at)
        case = case_of(session, title)
        unit = session.scalars(select(Unit).where(Unit.name == unit_name)).one()
        with acting(session, "dispatcher_county", at):
            assignment = dispatch(case, unit, duty)
        for arrow, seconds in steps:
            with acting(session, "handler_town", (begun + timedelta(seconds=seconds)).isoformat(sep=" ")):
                data = dict(_RESULT) if arrow == "finish" else {}
                fire(assignment, arrow, note="不属于本单位职责" if arrow == "return_" else "", data=data)


def _on_call(session: Session) -> None:
    unit = session.scalars(select(Unit).where(Unit.name == ON_CALL)).one()
    shift = session.scalars(select(Shift).where(Shift.code == "whole_day")).one()
    for number in range(7):
        first, second = (person(session, name).id for name in PAIRS[number % len(PAIRS)])
        day = today() + timedelta(days=number - today().weekday())
        duty = Duty(unit_id=unit.id, shift_id=shift.id, day=day, person_a_id=first, person_b_id=second)
        session.add(duty)
        assert not duty.problems(), day
        session.flush()
