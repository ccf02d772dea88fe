"""What an organ entrusted, what a third party was asked, and both answers lie in the volume of the mediation."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from sqlalchemy import select

from app.access.scope import system
from app.document.attachments import attach
from app.document.service import issue
from app.model.house import house
from app.model.moment import frozen
from app.org.models import Unit
from app.workflow.engine import fire
from modules.archive import services as archive
from modules.archive.gathering import is_up_to_date, pieces_of
from modules.docking import asking, services
from modules.docking.demo import LETTERS, TOWN, entrustment_of
from modules.docking.models import ThirdPartyOrg
from modules.mediation.demo import LEASE, mediation_of


def scan() -> bytes:
    packed = BytesIO()
    Image.new("RGB", (600, 800), "white").save(packed, "PDF")
    return packed.getvalue()


def test_letters_and_opinions_have_their_place_in_the_volume(app):
    with app.app_context(), frozen("2026-11-23 09:00"), system("test") as session:
        mediation = mediation_of(session, LEASE)
        volume = archive.volume_of(mediation)
        entrustment = entrustment_of(session, LETTERS[1][4])
        attach(entrustment, "法院来函.pdf", scan())
        services.give_back(entrustment)
        request = asking.ask(
            case=mediation.case,
            org=session.scalars(select(ThirdPartyOrg)).one(),
            unit=session.scalars(select(Unit).where(Unit.name == TOWN)).one(),
            item="隔墙复原的费用",
        )
        issue(house().documents["docking.request_letter"], request)
        fire(request, "come_back", data={"result_text": "一万二千元"})
        attach(request, "隔墙复原费用.pdf", scan())
        attach(entrustment_of(session, LETTERS[3][4]), "派出所移送函.pdf", scan())
        assert not is_up_to_date(volume)
        fire(volume, "gather")
        found = [(piece.slot.code, piece.title) for piece in pieces_of(volume)]
        lying = [pair for pair in found if pair[0] in ("entrusted", "request", "opinion", "reply")]
        assert lying == [
            ("entrusted", "法院来函.pdf"),
            ("request", "第三方委托函"),
            ("opinion", "隔墙复原费用.pdf"),
            ("reply", "委派、委托调解情况反馈函"),
        ]
        codes = [code for code, _title in found]
        assert codes.index("entrusted") > codes.index("register")
        assert codes.index("agreement") < codes.index("reply") < codes.index("confirmation")
        assert is_up_to_date(volume)
