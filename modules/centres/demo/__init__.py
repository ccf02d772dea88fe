"""The centres of 枫源县 and around it: windows, this week's duty rosters with one gap in each, a posted clerk."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.model.moment import today
from app.org.models import Unit
from modules.centres.models import (
    Appraisal,
    Centre,
    Duty,
    Room,
    RoomKind,
    Secondment,
    ServiceType,
    ServiceWindow,
    Shift,
    WindowDay,
)
from modules.parties.demo import person
from modules.parties.models import Person

#: Unit, opened on, duty round the clock, posts planned, staff in place, codes of its rooms.
CENTRES = (
    ("枫桥省社会治理指导中心", date(2019, 6, 1), False, 30, 28, ""),
    ("枫江市社会治理中心", date(2020, 4, 10), False, 20, 18, "01 02 05"),
    ("枫源县社会治理中心", date(2020, 9, 1), True, 12, 11, "01 02 03 04 05 06"),
    ("城东街道社会治理中心", date(2021, 3, 15), True, 6, 5, "01 02 03 06"),
    ("塘湾街道社会治理中心", date(2021, 5, 8), False, 5, 4, "01 02 03"),
    ("石桥镇社会治理中心", date(2021, 5, 20), False, 5, 5, "01 02 03"),
    ("临溪镇社会治理中心", date(2022, 1, 12), False, 4, 3, "01 02"),
    ("建设社区居民委员会", date(2022, 6, 1), False, 2, 2, "01 02"),
    ("云溪县社会治理中心", date(2021, 11, 11), False, 10, 10, "01 02 03 05"),
)

#: Windows of the county: number, name, unit that sits there, type, presence, hours, weekdays.
WINDOWS = (
    (1, "综合受理窗口", "枫源县社会治理中心", "01", "resident", "工作日 8:30–17:30", ""),
    (2, "来访接待窗口", "枫源县社会治理中心", "02", "resident", "工作日 8:30–17:30", ""),
    (3, "人民调解窗口", "枫源县矛盾纠纷人民调解委员会", "03", "resident", "工作日 8:30–17:30", ""),
    (4, "法律援助窗口", "枫源县司法局", "06", "resident", "工作日 8:30–17:30", ""),
    (5, "劳动争议窗口", "枫源县人力资源和社会保障局", "99", "rotating", "9:00–11:30", "135"),
    (6, "消费维权窗口", "枫源县市场监督管理局", "99", "rotating", "14:00–17:00", "24"),
    (7, "警务协作窗口", "枫源县公安局城东派出所", "99", "on_call", "", ""),
)

#: Staff who answer the duty phone: name, division, phone.
STAFF = (
    ("周望舒", "990102", "19900000031"),
    ("李清禾", "990102", "19900000032"),
    ("郑亦诚", "990102", "19900000033"),
    ("章存真", "990102", "19900000034"),
    ("吴启程", "990102001", "19900000035"),
    ("何晓岚", "990102001", "19900000036"),
    ("孙立行", "990102001", "19900000037"),
    ("卷文静", "990102001", "19900000038"),
)

#: A unit, its shifts, and the pairs who take turns in them day by day.
ROSTERS = (
    ("枫源县社会治理中心", "day", (("周望舒", "李清禾"), ("郑亦诚", "李清禾"))),
    ("枫源县社会治理中心", "night", (("章存真", "苏问道"), ("沈和平", "顾法言"))),
    ("城东街道社会治理中心", "whole_day", (("吴启程", "何晓岚"), ("孙立行", "卷文静"))),
)


def load(session: Session) -> None:
    """Add centres, windows, rosters and postings."""
    units = {unit.name: unit for unit in session.scalars(select(Unit))}
    centres = _centres(session, units)
    _windows(session, units, centres["枫源县社会治理中心"])
    for name, division_code, phone in STAFF:
        if person(session, name) is None:
            session.add(Person(name=name, division_code=division_code, phone=phone))
    session.flush()
    plan_week(session)
    _posting(session, units, centres["枫源县社会治理中心"])


def _centres(session: Session, units: dict[str, Unit]) -> dict[str, Centre]:
    kinds = {kind.code: kind for kind in session.scalars(select(RoomKind))}
    centres = {}
    for name, opened_on, round_the_clock, planned, in_place, rooms in CENTRES:
        code = units[name].division_code
        centre = centres[name] = Centre(
            unit=units[name],
            opened_on=opened_on,
            round_the_clock=round_the_clock,
            planned_posts=planned,
            staff_in_place=in_place,
            division_code=code,
        )
        session.add(centre)
        for number, room in enumerate(rooms.split()):
            place = f"{number // 3 + 1}楼{number // 3 + 1}0{number % 3 + 1}室"
            session.add(Room(centre=centre, kind=kinds[room], place=place, division_code=code))
    session.flush()
    return centres


def _windows(session: Session, units: dict[str, Unit], centre: Centre) -> None:
    types = {entry.code: entry for entry in session.scalars(select(ServiceType))}
    code = centre.division_code
    for number, name, unit, service, presence, hours, weekdays in WINDOWS:
        session.add(
            ServiceWindow(
                centre=centre,
                number=number,
                name=name,
                unit=units[unit],
                service_type=types[service],
                presence=presence,
                hours=hours or None,
                days=[WindowDay(weekday=day, division_code=code) for day in weekdays],
                division_code=code,
            )
        )
    session.flush()


def plan_week(session: Session) -> None:
    """The rosters of the week that has today in it."""
    units = {unit.name: unit for unit in session.scalars(select(Unit))}
    for unit, shift, pairs in ROSTERS:
        _roster(session, units[unit], shift, pairs)


def _roster(session: Session, unit: Unit, code: str, pairs: tuple[tuple[str, str], ...]) -> None:
    """This week, each pair in turn; on Sunday nobody has been found for post B yet."""
    shift = session.scalars(select(Shift).where(Shift.code == code)).one()
    monday = today() - timedelta(days=today().weekday())
    for number in range(7):
        first, second = (person(session, name) for name in pairs[number % len(pairs)])
        duty = Duty(unit_id=unit.id, shift_id=shift.id, day=monday + timedelta(days=number))
        duty.person_a_id, duty.person_b_id = first.id, second.id if number < 6 else None
        session.add(duty)
        assert not duty.problems(), unit.name
        session.flush()


def _posting(session: Session, units: dict[str, Unit], centre: Centre) -> None:
    """A member of staff of the labour department at the labour window, with the appraisal of the month before."""
    window = session.scalars(select(ServiceWindow).where(ServiceWindow.number == 5)).one()
    before = today().replace(day=1) - timedelta(days=1)
    posting = Secondment(
        person_id=person(session, "郑亦诚").id,
        home_unit=units["枫源县人力资源和社会保障局"],
        centre=centre,
        window=window,
        starts_on=date(2026, 3, 2),
        division_code=centre.division_code,
    )
    session.add(posting)
    session.flush()
    session.add(
        Appraisal(
            secondment=posting,
            month=f"{before:%Y-%m}",
            attendance_days=12,
            score=92,
            remark="按时到岗，群众评价好",
            division_code=centre.division_code,
        )
    )
