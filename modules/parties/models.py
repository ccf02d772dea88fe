"""People and organisations: the only tables that hold names, identity numbers and phones."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Date, DateTime, ForeignKey, Index, String, and_, event, or_, select
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, object_session, relationship

from app.access.identity import beyond_scope
from app.access.scope import Scope
from app.model.base import Audited, BigId, Extra, JsonDict, Record, Scoped, Versioned
from app.model.days import BORN
from app.model.identity import IdCard, IdentityError, check_phone, check_uscc, normal_form
from app.model.mask import mask_id, mask_phone
from app.model.pinyin import full_pinyin, initials
from app.model.sealed import Sealing, sealed

#: GB/T 2261.1.
SEXES = {"1": _("Male"), "2": _("Female"), "0": _("Unknown"), "9": _("Not stated")}

#: GA/T 517, the kinds a window meets.
ID_TYPES = {
    "111": _("Resident identity card"),
    "414": _("Passport"),
    "511": _("Mainland travel permit for Taiwan residents"),
    "516": _("Mainland travel permit for Hong Kong and Macao residents"),
    "553": _("Foreign permanent resident card"),
    "561": _("Residence permit for Hong Kong, Macao and Taiwan residents"),
    "990": _("Other paper"),
}

#: The kind a new row has.
RESIDENT_CARD = "111"

#: Kinds whose number follows GB 11643 and is checked.
CHECKED_ID_TYPES = frozenset({RESIDENT_CARD, "553", "561"})


def is_phone(text: str, organisation: bool = False) -> bool:
    """Whether a text is a telephone number as people here write them."""
    try:
        check_phone(text, organisation)
    except IdentityError:
        return False
    return True


def phone_form(text: str) -> str:
    """The form in which phones are compared; what is no telephone number is compared as typed."""
    return check_phone(text) if is_phone(text) else normal_form(text)


class Spelled:
    """A row found by the sound of its name: `spelling` holds every reading's initials and the full pinyin."""

    spelling: Mapped[str] = mapped_column(String(400), default="", nullable=False)

    @classmethod
    def sounds_like(cls, word: str) -> ColumnElement[bool] | None:
        """The condition "the name can be typed by these letters", for words of Latin letters only."""
        letters = word.lower()
        return (
            cls.spelling.contains(f" {letters}", autoescape=True)
            if letters.isascii() and letters.isalpha()
            else None
        )


class Person(Audited, Scoped, Versioned, Extra, Sealing, Spelled, Record):
    """A natural person. Sex and birth date come from the identity number when it tells them."""

    __table_args__ = (
        Index("ix_parties_person_county", "scope_county", "id"),
        Index("ix_parties_person_name", "name"),
    )

    LABEL = _("Person")
    LABELS = {
        "name": _("Full name"),
        "id_type": _("Kind of paper"),
        "id_number": _("ID number"),
        "phone": _("Phone"),
        "sex": _("Sex"),
        "birth_date": _("Date of birth"),
        "ethnicity": _("Ethnic group"),
        "address": _("Address"),
        "occupation": _("Occupation"),
        "employer": _("Employer"),
        "native_place": _("Native place"),
        "merged_into_id": _("Merged into"),
    }
    ACTS = {"merged": _("Took in another record"), "unmerged": _("Gave a record back")}
    CHOICES = {"sex": SEXES, "id_type": ID_TYPES}
    MASKS = {"name": "name"}
    DAYS = {"birth_date": BORN}

    name: Mapped[str] = mapped_column(String(80), nullable=False)
    id_type: Mapped[str] = mapped_column(String(3), default=RESIDENT_CARD, nullable=False)
    sex: Mapped[str | None] = mapped_column(String(1))
    birth_date: Mapped[date | None] = mapped_column(Date)
    ethnicity: Mapped[str | None] = mapped_column(String(20))
    address: Mapped[str | None] = mapped_column(String(200))
    occupation: Mapped[str | None] = mapped_column(String(80))
    employer: Mapped[str | None] = mapped_column(String(120))
    native_place: Mapped[str | None] = mapped_column(String(60))
    #: The person this record was merged into; it is found by neither name nor number any more.
    #: `PersonMerge` holds the foreign keys of both.
    merged_into_id: Mapped[int | None] = mapped_column(BigId, index=True)

    id_number = sealed(normalise=normal_form, mask=mask_id, label=_("ID number"))
    phone = sealed(normalise=phone_form, mask=mask_phone, label=_("Phone"))

    @classmethod
    def offered(cls) -> ColumnElement[bool]:
        """Those to choose from: no record that was merged into another."""
        return cls.merged_into_id.is_(None)

    @classmethod
    def matching(cls, word: str) -> ColumnElement[bool]:
        """Rows a word finds: by part of the name, its initials or pinyin, a whole identity number or phone."""
        found = [cls.name.contains(word, autoescape=True)]
        by_sound = cls.sounds_like(word)
        if by_sound is not None:
            found.append(by_sound)
        if word[:-1].isdigit() and len(word) >= 7:
            found.append(cls.where_sealed("id_number", word))
            if is_phone(word):
                found.append(cls.where_sealed("phone", word))
        return and_(cls.merged_into_id.is_(None), or_(*found))

    @property
    def merged_keys(self) -> tuple[int, ...]:
        """The records that were merged into this one; their history is shown with its own."""
        session = object_session(self)
        asked = select(Person.id).where(Person.merged_into_id == self.id)
        return tuple(session.scalars(asked)) if session is not None else ()

    def locked_reason(self) -> str:
        """Why this record is no longer changed: it was merged into another."""
        return gettext("This record was merged into another") if self.merged_into_id is not None else ""

    def problems(self) -> dict[str, Any]:
        """What is wrong with the numbers, by field. Right ones are put in normal form and fill sex and birth date."""
        found: dict[str, Any] = {}
        if self.id_number and (self.id_type or RESIDENT_CARD) in CHECKED_ID_TYPES:
            try:
                card = IdCard.parse(self.id_number)
            except IdentityError as error:
                found["id_number"] = error
            else:
                self.id_number, self.sex, self.birth_date = card.number, card.sex, card.birth
        if self.phone:
            if is_phone(self.phone):
                self.phone = phone_form(self.phone)
            else:
                found["phone"] = _("This is not a telephone number")
        return found

    def __str__(self) -> str:
        return self.name


class PersonMerge(Audited, Scoped, Record):
    """Two records found to be one person: asked for, approved where numbers are on record, undone.

    `moved` holds the keys of the rows that were led to the survivor, by table and column, and `filled` the facts it
    took over, so that all of it can be undone.
    """

    LABEL = _("Merge of two records")
    LABELS = {"survivor": _("Stays"), "merged": _("Merged"), "state": _("State")}
    CHOICES = {"state": {"asked": _("Waits for a second person"), "done": _("Merged"), "undone": _("Undone")}}

    survivor_id: Mapped[int] = mapped_column(ForeignKey("parties_person.id"), nullable=False, index=True)
    merged_id: Mapped[int] = mapped_column(ForeignKey("parties_person.id"), nullable=False, index=True)
    state: Mapped[str] = mapped_column(String(10), default="asked", nullable=False)
    done_at: Mapped[datetime | None] = mapped_column(DateTime)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    moved: Mapped[dict[str, Any]] = mapped_column(JsonDict, default=dict, nullable=False)
    filled: Mapped[dict[str, Any]] = mapped_column(JsonDict, default=dict, nullable=False)

    survivor: Mapped[Person] = relationship(foreign_keys=[survivor_id])
    merged: Mapped[Person] = relationship(foreign_keys=[merged_id])


class Colleague:
    """What a row has that says which person works here: mediator, expert, grid worker.

    Colleagues are named in full to whoever may read such a row, also where the person's own row lies beyond the
    reader: a township reads the mediators and experts of its county, not the county's register of people.
    """

    NAMED_BY = ("person",)

    @declared_attr
    def person_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("parties_person.id"), nullable=False)

    @declared_attr
    def person(cls) -> Mapped[Person]:
        return relationship(Person)

    @property
    def name(self) -> str:
        """The person's name in full."""
        return self.person.name if self.person is not None else self._name_beyond()

    def handled_by(self, scope: Scope) -> bool:
        """Whoever may read the row sees the name in full."""
        return scope.may("r", type(self))

    def __str__(self) -> str:
        return self.name

    def _name_beyond(self) -> str:
        session = object_session(self)
        if session is None or self.person_id is None:
            return ""
        return name_beyond(session, self.person_id, Colleague)


def name_beyond(
    session: Session, key: int, kind: type[Any], columns: tuple[str, ...] = ("person_id",)
) -> str:
    """The full name of a person whose own row lies beyond the reader of a row that names them.

    Args:
        session: remembers the names it has read.
        key: the person.
        kind: what rows name people; a list asks for those on all its rows at once.
        columns: the columns that name them.
    """
    known: dict[int, str] = session.info.setdefault("colleagues", {})
    if key not in known:
        rows = [vars(row) for row in session.identity_map.values() if isinstance(row, kind)]
        keys = {row.get(column) for row in rows for column in columns} | {key}
        query = select(Person.id, Person.name).where(Person.id.in_(keys - {None}))
        with beyond_scope(session, "name colleagues"):
            known.update((key, name) for key, name in session.execute(query))
    return known.get(key, "")


class Organisation(Audited, Scoped, Versioned, Extra, Spelled, Record):
    """A legal person or other organisation. Its name and credit code are public."""

    __table_args__ = (
        Index("ix_parties_organisation_county", "scope_county", "id"),
        Index("ix_parties_organisation_uscc", "uscc"),
    )

    LABEL = _("Organisation")
    LABELS = {
        "name": _("Name"),
        "uscc": _("Unified social credit code"),
        "address": _("Domicile"),
        "legal_representative": _("Legal representative"),
        "representative_post": _("Post of the representative"),
        "phone": _("Phone"),
    }

    name: Mapped[str] = mapped_column(String(120), nullable=False)
    uscc: Mapped[str | None] = mapped_column(String(18))
    address: Mapped[str | None] = mapped_column(String(200))
    legal_representative: Mapped[str | None] = mapped_column(String(80))
    representative_post: Mapped[str | None] = mapped_column(String(60))
    phone: Mapped[str | None] = mapped_column(String(30))

    @classmethod
    def matching(cls, word: str) -> ColumnElement[bool]:
        """Rows a word finds: by part of the name, its initials, or the credit code."""
        found = [cls.name.contains(word, autoescape=True), cls.uscc == word.upper()]
        by_sound = cls.sounds_like(word)
        if by_sound is not None:
            found.append(by_sound)
        return or_(*found)

    def problems(self) -> dict[str, Any]:
        """What is wrong with the code or the phone, by field."""
        found: dict[str, Any] = {}
        if self.uscc:
            try:
                self.uscc = check_uscc(self.uscc)
            except IdentityError as error:
                found["uscc"] = error
        if self.phone and not is_phone(self.phone, organisation=True):
            found["phone"] = _("This is not a telephone number")
        return found

    def __str__(self) -> str:
        return self.name


def _spell(_mapper: Any, _connection: Any, row: Person | Organisation) -> None:
    if getattr(row, "merged_into_id", None) is not None:
        row.spelling = ""
        return
    words = dict.fromkeys((*initials(row.name), full_pinyin(row.name)))
    row.spelling = "".join(f" {word}" for word in words if word)[:400]


for _class in (Person, Organisation):
    event.listen(_class, "before_insert", _spell)
    event.listen(_class, "before_update", _spell)
