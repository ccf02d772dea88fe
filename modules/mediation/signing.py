"""The record of a session and that of an inquiry on the pad: those who were heard, the mediators, the recorder."""

from __future__ import annotations

from flask_babel import gettext

from app.view.calling import called
from modules.cases.papers import colleague, signer_words
from modules.cases.services import sides_of
from modules.mediation.models import Investigation, Session
from modules.mediation.papers import mediator_words
from modules.mediation.services import mediators_of


def of_session(session: Session) -> dict[str, str]:
    """The parties, the mediators and the recorder."""
    parties = {f"party-{one.id}": signer_words(one, of=session) for one in sides_of(session.mediation.case)}
    return _places("mediation_record", parties | _house(session))


def of_investigation(row: Investigation) -> dict[str, str]:
    """Who was asked, those who asked, and the recorder."""
    asked = {"asked": f"{called(row.person, of=row)}（{gettext('Person asked')}）"}
    return _places("investigation_record", asked | _house(row))


def _house(row: Session | Investigation) -> dict[str, str]:
    mediators = {
        f"mediator-{one.id}": mediator_words(one, row) for one in mediators_of(row.mediation)
    }
    recorder = colleague(row.recorder_id)
    return mediators | ({"recorder": f"{recorder}（{gettext('Recorder')}）"} if recorder else {})


def _places(sheet: str, words: dict[str, str]) -> dict[str, str]:
    return {f"{sheet}.{key}": said for key, said in words.items()}
