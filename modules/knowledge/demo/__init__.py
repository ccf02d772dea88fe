"""What 枫源县 knows: guides in its own words, who leads in what, which disputes are offered mediation first."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.org.models import Unit
from modules.knowledge.demo.guides import GUIDES
from modules.knowledge.models import DutyRow, HandlingGuide, LegalBasis, PreLitigationItem
from modules.knowledge.services import revise

COUNTY, BEGUN = "990102", date(2026, 1, 1)

#: Category, matter, lead unit, cooperating units.
DUTIES = (
    ("02", "占道经营、乱堆乱放、环境卫生", "城东街道社会治理中心", ()),
    ("03", "商品质量、价格、退换货", "枫源县市场监督管理局", ("枫源县司法局",)),
    ("0301", "预付卡不退款、商家停业", "枫源县市场监督管理局", ("枫源县公安局城东派出所", "枫源县人民法院")),
    ("05", "欠薪、工伤、社会保险", "枫源县人力资源和社会保障局", ("枫源县司法局", "枫源县人民法院")),
    ("06", "乱停车、堵塞出入口", "枫源县公安局城东派出所", ("城东街道社会治理中心",)),
    ("08", "家庭、邻里之间的争执", "枫源县司法局", ("枫源县矛盾纠纷人民调解委员会",)),
)

#: A row that was changed: the noise of squares went from the police to the centre on this day.
NOISE = ("04", "广场、商铺、施工噪声", "枫源县公安局城东派出所", ("城东街道社会治理中心",))
NOISE_MOVED = date(2026, 7, 1)

#: Dispute type, committee, court, remark.
OFFERED = (
    ("01", "枫源县矛盾纠纷人民调解委员会", "家庭暴力除外"),
    ("02", "城东街道人民调解委员会", ""),
    ("04", "枫源县矛盾纠纷人民调解委员会", "标的额不超过十万元的优先"),
    ("10", "枫源县矛盾纠纷人民调解委员会", "可同时向劳动监察投诉"),
    ("17", "城东街道人民调解委员会", "业主五户以上的先选代表"),
)


def load(session: Session) -> None:
    """Add duties, catalogue and guides, each with what became of it."""
    units = {unit.name: unit for unit in session.scalars(select(Unit))}
    noise = [_duty(session, units, *line) for line in (*DUTIES, NOISE)][-1]
    moved = revise(noise, NOISE_MOVED)
    moved.lead_unit, moved.cooperating = noise.cooperating[0], [noise.lead_unit]
    for dispute_type, committee, remark in OFFERED:
        session.add(
            PreLitigationItem(
                division_code=COUNTY,
                dispute_type=dispute_type,
                committee=units[committee],
                court=units["枫源县人民法院"],
                remark=remark or None,
                valid_from=BEGUN,
            )
        )
    session.flush()
    _guides(session)


def _duty(
    session: Session, units: dict[str, Unit], category: str, matter: str, lead: str, others: tuple[str, ...]
) -> DutyRow:
    row = DutyRow(
        division_code=COUNTY,
        category=category,
        matter=matter,
        lead_unit=units[lead],
        cooperating=[units[name] for name in others],
        valid_from=BEGUN,
    )
    session.add(row)
    session.flush()
    return row


def _guides(session: Session) -> None:
    articles = {
        basis.code: basis
        for basis in session.scalars(select(LegalBasis).where(LegalBasis.valid_to.is_(None)))
    }
    for guide in GUIDES:
        earlier: HandlingGuide | None = None
        for number, (first, steps) in enumerate(guide.versions, 1):
            row = HandlingGuide(
                division_code=COUNTY,
                category=guide.category,
                version=number,
                title=guide.title,
                steps="\n".join(steps),
                dos="\n".join(guide.dos),
                donts="\n".join(guide.donts),
                experts=guide.experts,
                articles=[articles[code] for code in guide.articles],
                status="published",
                valid_from=first,
            )
            if earlier is not None:
                earlier.valid_to = first - timedelta(days=1)
            session.add(row)
            session.flush()
            earlier = row
