"""What stands in the way of confirming an agreement."""

from __future__ import annotations

from flask_babel import gettext
from sqlalchemy import select

from app.document.service import papers_of, standing
from app.model.base import db
from app.model.house import house
from app.model.moment import today
from app.workflow.spec import Refusal
from modules.agreements.models import Agreement
from modules.cases.papers import facts_missing
from modules.confirmation.courts import candidates
from modules.confirmation.deadline import deadline_of
from modules.confirmation.models import Applicant, Confirmation, ScreeningAnswer, ScreeningQuestion
from modules.knowledge.services import cite

#: The paper that is made when screening ends, and signed.
BUNDLE = "confirmation.bundle"

#: States in which an application is under way or has reached its aim.
ALIVE = (
    "draft",
    "screened",
    "signed",
    "submitted",
    "accepted",
    "supplementing",
    "confirmed",
    "enforcement_applied",
)


def in_time(agreement: Agreement) -> list[Refusal]:
    """After the last day the way is closed; the parties may sue or make a new agreement."""
    limit = deadline_of(agreement)
    if limit is None or limit.at is None or today() <= limit.at.date():
        return []
    words = gettext(
        "The last day to apply was %(day)s; the parties may sue or make a new agreement", day=limit.at.date()
    )
    return [Refusal(words, article=cite("confirmation.apply", agreement.effective_on))]


def may_prepare(agreement: Agreement) -> list[Refusal]:
    """Written, in force, in time, by a committee that still stands, and not applied for already."""
    found = []
    if agreement.form != "written":
        found.append(
            Refusal(gettext("Only a written agreement can be confirmed"), article=cite("confirmation.joint"))
        )
    if agreement.status != "effective":
        found.append(Refusal(gettext("The agreement is not in force")))
    if not agreement.mediation.committee.active:
        found.append(Refusal(gettext("The committee is no longer active")))
    query = select(Confirmation.id).where(
        Confirmation.agreement_id == agreement.id, Confirmation.status.in_(ALIVE)
    )
    if db.session.scalar(query.limit(1)):
        found.append(Refusal(gettext("Confirmation has been applied for already"), "#confirmations"))
    return found + in_time(agreement)


def may_screen(confirmation: Confirmation) -> list[Refusal]:
    """Every question answered without a stop, all sides apply jointly, a lawful court chosen, papers whole, in time."""
    return (
        _screening(confirmation)
        + _joint(confirmation)
        + _court(confirmation)
        + facts_missing(confirmation.agreement.case)
        + still_in_time(confirmation)
    )


def papers_whole(confirmation: Confirmation) -> list[Refusal]:
    """The court's papers name the court and say of every party what the court asks."""
    court = [] if confirmation.court else [Refusal(gettext("No court is chosen"), "#court")]
    return court + facts_missing(confirmation.agreement.case)


def may_sign(confirmation: Confirmation) -> list[Refusal]:
    """Every applicant has signed, in time."""
    return all_signed(confirmation) + still_in_time(confirmation)


def all_signed(confirmation: Confirmation) -> list[Refusal]:
    """Every applicant has signed."""
    missing = [one for one in applicants_of(confirmation) if one.signed_on is None]
    return [Refusal(gettext("%(name)s has not signed", name=str(one)), "#applicants") for one in missing]


def papers_withdrawn(confirmation: Confirmation) -> list[Refusal]:
    """Applicants sign the papers in force; while those stand there is no way back."""
    if standing(house().documents[BUNDLE], papers_of(confirmation)) is None:
        return []
    return [Refusal(gettext("Withdraw the papers for the court first; their signatures go with them"), "#papers")]


def still_in_time(confirmation: Confirmation) -> list[Refusal]:
    """The last day has not passed."""
    return in_time(confirmation.agreement)


def applicants_of(confirmation: Confirmation) -> list[Applicant]:
    """The applicants in order."""
    query = select(Applicant).where(Applicant.confirmation_id == confirmation.id).order_by(Applicant.id)
    return list(db.session.scalars(query))


def _screening(confirmation: Confirmation) -> list[Refusal]:
    answers = {
        row.question_id: row
        for row in db.session.scalars(
            select(ScreeningAnswer).where(ScreeningAnswer.confirmation_id == confirmation.id)
        )
    }
    questions = db.session.scalars(
        select(ScreeningQuestion).where(ScreeningQuestion.active).order_by(ScreeningQuestion.position)
    ).all()
    found = []
    open_questions = [question for question in questions if question.id not in answers]
    if open_questions:
        found.append(
            Refusal(gettext("%(count)s questions are not answered", count=len(open_questions)), "#screening")
        )
    for question in questions:
        given = answers.get(question.id)
        if given is not None and given.stops:
            words = gettext("Screening stops: %(question)s", question=question.question)
            found.append(Refusal(words, "#screening", cite(question.article) if question.article else ""))
    return found


def _joint(confirmation: Confirmation) -> list[Refusal]:
    return [
        Refusal(
            gettext("%(party)s does not apply jointly", party=str(one)),
            "#applicants",
            cite("confirmation.joint"),
        )
        for one in applicants_of(confirmation)
        if not one.joint
    ]


def _court(confirmation: Confirmation) -> list[Refusal]:
    if confirmation.court is None:
        return [Refusal(gettext("No court is chosen"), "#court")]
    if confirmation.court_id not in {candidate.court.id for candidate in candidates(confirmation.agreement)}:
        words = gettext("%(court)s is not competent here", court=confirmation.court.name)
        return [Refusal(words, "#court", cite("confirmation.apply"))]
    return []
