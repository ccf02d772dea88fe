"""People of the demo county who serve: mediators, experts, grid workers. All invented, all numbers made up."""

from __future__ import annotations

from sqlalchemy.orm import Session

from modules.parties.models import Person

#: Name, division, identity number, phone.
PEOPLE = (
    ("沈和平", "990102", "99010219680512011X", "19900000001"),
    ("钱融融", "990102001", "990102197903040222", "19900000002"),
    ("石可言", "990102100", "990102198307160337", "19900000003"),
    ("常劝和", "990102001001", "990102196509210559", "19900000004"),
    ("溪解忧", "990103", "990102197201080713", "19900000005"),
    ("苏问道", "990102", "990102197011300914", "19900000006"),
    ("温致和", "9901", "990102196602140137", "19900000007"),
    ("步长青", "990102001001", "990102199006060177", "19900000008"),
    ("田野", "990102001002", "990102199208190199", "19900000009"),
    ("林阿土", "990102001", "990102198504250315", "19900000010"),
    ("顾法言", "990102", "990102197802020353", "19900000011"),
    ("秦医正", "9901", "990102196909090373", "19900000012"),
    ("何安居", "990102", "990102198212120420", "19900000013"),
)


def load(session: Session) -> None:
    """Add everybody; sex and birth date come from the number."""
    for name, code, id_number, phone in PEOPLE:
        person = Person(name=name, division_code=code, id_number=id_number, phone=phone, ethnicity="汉族")
        assert not person.problems(), name
        session.add(person)


def person(session: Session, name: str) -> Person:
    """The demo person of that name, for the demos of later modules."""
    return session.query(Person).filter(Person.name == name).order_by(Person.id).first()  # type: ignore[return-value]
