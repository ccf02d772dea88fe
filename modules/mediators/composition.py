"""What People's Mediation Law art. 8-9 asks of a committee's members and term, and what is not so.

None of it refuses anything: a committee is as it was elected. It is said on the committee's page, with the article.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.access.identity import beyond_scope
from app.model.base import db
from app.model.moment import today
from app.org.threshold import threshold
from app.workflow.spec import Refusal
from modules.knowledge.services import cite
from modules.mediators.models import Committee, Mediator
from modules.mediators.models.committee import ELECTED, STUDIO
from modules.mediators.models.mediator import MEMBERS
from modules.mediators.terms import years_after
from modules.parties.models import Person

#: The rules of `seeds/knowledge_legal_basis.csv`.
_COMPOSITION, _TERM = "committee.composition", "committee.term"

#: GB/T 2261.1.
_WOMAN = "2"


def doubts_of(committee: Committee) -> list[str]:
    """Sentences for the page of a committee. A studio has no members of its own, a closed committee no term."""
    if committee.kind == STUDIO or not committee.active or committee.id is None:
        return []
    said = [(text, _COMPOSITION) for text in _of_members(_members(committee), committee.multi_ethnic)]
    said += [(text, _TERM) for text in _of_term(committee)]
    articles = {code: cite(code) for code in {code for _text, code in said}}
    return [Refusal(text, article=articles[code]).said for text, code in said]


def _members(committee: Committee) -> list[Any]:
    """Post, sex and ethnic group of each member who serves; they are counted, no person is shown."""
    session = object_session(committee) or db.session()
    with beyond_scope(session, "count members of a committee"):
        return list(
            session.execute(
                select(Mediator.post, Person.sex, Person.ethnicity)
                .join(Person, Mediator.person_id == Person.id)
                .where(
                    Mediator.committee_id == committee.id,
                    Mediator.post.in_(MEMBERS),
                    Mediator.status == "serving",
                )
            )
        )


def _of_members(members: list[Any], multi_ethnic: bool) -> Iterator[str]:
    least, most = threshold("committee_members_least"), threshold("committee_members_most")
    if not least <= len(members) <= most:
        yield gettext(
            "A committee has %(least)s to %(most)s members; this one has %(n)s",
            least=least,
            most=most,
            n=len(members),
        )
    if not members:
        return
    chairs = sum(member.post == "chair" for member in members)
    if chairs != 1:
        yield gettext("A committee has one chair; this one has %(n)s", n=chairs)
    if not any(member.sex == _WOMAN for member in members):
        yield gettext("No woman is among the members")
    if multi_ethnic and len({member.ethnicity for member in members if member.ethnicity}) < 2:
        yield gettext("No member belongs to an ethnic group with fewer people here")


def _of_term(committee: Committee) -> Iterator[str]:
    begins, ends = committee.elected_on, committee.term_ends_on
    years = threshold("committee_term_years")
    if committee.kind in ELECTED and begins is None:
        yield gettext("Members are elected; the day of the election is not filled in")
    if begins and ends and ends >= years_after(begins, years):
        yield gettext("A term lasts %(years)s years; this one is longer", years=years)
    if ends and ends < today():
        yield gettext("The term ended on %(day)s; members are to be elected anew", day=ends)
    elif ends and (ends - today()).days <= threshold("committee_term_notice_days"):
        yield gettext("The term ends on %(day)s; members are to be elected anew", day=ends)
