"""Sealed columns: read and found by those with the keys, unreadable and unmovable for everybody else."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import String, create_engine, select, text
from sqlalchemy.orm import Mapped, Session, declarative_base, mapped_column
from sqlalchemy.pool import NullPool

from app.model.mask import mask_phone
from app.model.sealed import Keyring, SealBroken, Sealing, keyring, sealed

Base = declarative_base()
PHONE, OTHER = "138 1234 5678", "13987654321"


def digits(value: str) -> str:
    return "".join(c for c in value if c.isdigit())


class Guest(Sealing, Base):
    """A person with a phone, as a module would declare one."""

    __tablename__ = "guest"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    phone = sealed(normalise=digits, mask=mask_phone)
    id_number = sealed()


@pytest.fixture
def session(database_urls):
    app = Flask("test")
    app.config.update(DATA_KEY="one" * 20, INDEX_KEY="two" * 20)
    engine = create_engine(database_urls.admin_url, poolclass=NullPool)
    Base.metadata.create_all(engine)
    with app.app_context(), Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def guests(session):
    pair = [Guest(name="林小满", phone=PHONE), Guest(name="周远", phone=OTHER, id_number="X1")]
    session.add_all(pair)
    session.commit()
    return pair


def raw(session, column, row):
    return session.execute(text(f"select {column} from guest where id = :id"), {"id": row.id}).scalar()


def write(session, column, value, row):
    session.execute(text(f"update guest set {column} = :v where id = :id"), {"v": value, "id": row.id})
    session.commit()


def test_the_attribute_reads_back_and_the_table_holds_no_plain_text(session, guests):
    assert guests[0].phone == PHONE
    assert guests[0].id_number is None
    stored = raw(session, "phone_sealed", guests[0])
    assert PHONE not in stored and digits(PHONE) not in stored and stored.count("|") == 3
    assert digits(PHONE) not in raw(session, "phone_index", guests[0])


def test_equality_search_normalises(session, guests):
    found = session.scalars(select(Guest).where(Guest.where_sealed("phone", "13812345678"))).all()
    assert found == [guests[0]]
    assert session.scalars(select(Guest).where(Guest.where_sealed("phone", "1381234567"))).all() == []


def test_the_mask_and_the_absent_value(guests):
    assert guests[1].masked("phone") == "139****4321"
    assert guests[0].masked("id_number") == ""
    assert guests[1].masked("id_number") == "**"


def test_the_same_value_written_again_changes_nothing(session, guests):
    before = raw(session, "phone_sealed", guests[0])
    guests[0].phone = PHONE
    assert guests[0] not in session.dirty
    guests[0].phone = OTHER
    session.commit()
    assert raw(session, "phone_sealed", guests[0]) != before
    guests[0].phone = None
    session.commit()
    assert raw(session, "phone_sealed", guests[0]) is None and raw(session, "phone_index", guests[0]) is None


def test_a_cell_copied_from_another_row_or_column_does_not_open(session, guests):
    write(session, "phone_sealed", raw(session, "phone_sealed", guests[1]), guests[0])
    with pytest.raises(SealBroken):
        assert guests[0].phone
    write(session, "phone_sealed", raw(session, "id_number_sealed", guests[1]), guests[1])
    with pytest.raises(SealBroken):
        assert guests[1].phone


@pytest.mark.parametrize(
    "hurt", [lambda s: s[:-4] + "AAAA", lambda s: "9" + s[1:], lambda s: "", lambda s: "1|x"]
)
def test_an_altered_value_does_not_open(session, guests, hurt):
    write(session, "phone_sealed", hurt(raw(session, "phone_sealed", guests[0])), guests[0])
    with pytest.raises(SealBroken):
        assert guests[0].phone


def test_keys_rotate_row_by_row_and_the_index_stays(session, guests, monkeypatch):
    from flask import current_app

    assert session.scalars(select(Guest).where(Guest.where_stale())).all() == []
    current_app.config["DATA_KEY"] = "new" * 20 + " " + "one" * 20
    current_app.extensions.pop("keyring")
    assert guests[0].phone == PHONE, "the old key still opens"
    stale = session.scalars(select(Guest).where(Guest.where_stale()).order_by(Guest.id)).all()
    assert stale == guests
    for row in stale:
        for column in Guest.sealed_columns().values():
            column.reseal(row)
    session.commit()
    assert session.scalars(select(Guest).where(Guest.where_stale())).all() == []
    current_app.config["DATA_KEY"] = "new" * 20
    current_app.extensions.pop("keyring")
    assert guests[0].phone == PHONE
    assert session.scalars(select(Guest).where(Guest.where_sealed("phone", PHONE))).all() == [guests[0]]


def test_without_the_key_nothing_opens(session, guests):
    from flask import current_app

    current_app.config["DATA_KEY"] = "lost" * 20
    current_app.extensions.pop("keyring")
    key = guests[0].id
    session.expunge_all()  # a row that was opened keeps what it said
    with pytest.raises(SealBroken):
        assert session.get_one(Guest, key).phone
    with pytest.raises(ValueError):
        Keyring.of("", "x")
    assert keyring().current in keyring().ciphers
