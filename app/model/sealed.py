"""Personal data at rest: encrypted columns that can still be found again.

A sealed value is AES-256-GCM text `1|key id|nonce|ciphertext` in `<name>_sealed`, bound to its table, column and row
(so a cell cannot be copied into another row), beside an HMAC-SHA256 of its normalised form in `<name>_index` for
equality search. The keys stand in the configuration, never in the database: `DATA_KEY` (several, separated by spaces:
the first seals, all open) and `INDEX_KEY`. Personal Information Protection Law art. 51; GB/T 22239-2019 8.1.4.8.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app
from sqlalchemy import ColumnElement, String, Text, inspect, or_
from sqlalchemy.orm import Mapped, mapped_column

_NONCE_BYTES = 12
_FORM = "1"


class SealBroken(ValueError):
    """A sealed value that was altered, moved to another cell, or sealed with a key we do not have."""


@dataclass(frozen=True)
class Keyring:
    """The keys of the house, made ready once a process.

    Args:
        ciphers: ciphers by key id; the first one seals.
        index_key: key of the search index.
    """

    ciphers: dict[str, AESGCM]
    index_key: bytes

    @classmethod
    def of(cls, data_keys: str, index_key: str) -> Keyring:
        """Read keys written as text; each becomes 256 bits by SHA-256.

        Raises:
            ValueError: no data key is given.
        """
        ciphers = {}
        for text in data_keys.split():
            secret = hashlib.sha256(text.encode()).digest()
            ciphers[hashlib.sha256(b"id" + secret).hexdigest()[:8]] = AESGCM(secret)
        if not ciphers or not index_key:
            raise ValueError("DATA_KEY and INDEX_KEY must be given")
        return cls(ciphers, hashlib.sha256(index_key.encode()).digest())

    @property
    def current(self) -> str:
        """The id of the key that seals."""
        return next(iter(self.ciphers))


def keyring() -> Keyring:
    """The keyring of the running application."""
    kept: Keyring | None = current_app.extensions.get("keyring")
    if kept is None:
        kept = Keyring.of(current_app.config["DATA_KEY"], current_app.config["INDEX_KEY"])
        current_app.extensions["keyring"] = kept
    return kept


def seal(text: str, place: str) -> str:
    """Encrypt a text for one place, e.g. `parties_person.phone.<row uuid>`."""
    return seal_bytes(text.encode(), place)


def seal_bytes(data: bytes, place: str) -> str:
    """Encrypt bytes for one place."""
    keys = keyring()
    nonce = os.urandom(_NONCE_BYTES)
    ciphertext = keys.ciphers[keys.current].encrypt(nonce, data, place.encode())
    return "|".join((_FORM, keys.current, _text(nonce), _text(ciphertext)))


def unseal(sealed: str, place: str) -> str:
    """Decrypt a text that was sealed for that very place.

    Raises:
        SealBroken: altered, moved, or of an unknown key.
    """
    return unseal_bytes(sealed, place).decode()


def unseal_bytes(sealed: str, place: str) -> bytes:
    """Decrypt what was sealed for that very place.

    Raises:
        SealBroken: altered, moved, or of an unknown key.
    """
    try:
        form, key_id, nonce, ciphertext = sealed.split("|")
        if form != _FORM:
            raise SealBroken(f"unknown form of seal at {place}")
        cipher = keyring().ciphers[key_id]
        return cipher.decrypt(_bytes(nonce), _bytes(ciphertext), place.encode())
    except (InvalidTag, KeyError, ValueError) as error:
        raise SealBroken(f"the sealed value at {place} cannot be opened") from error


def fingerprint(purpose: str, text: str) -> str:
    """HMAC of a text under the index key, 64 hexadecimal digits; different purposes give unrelated results."""
    return hmac.digest(keyring().index_key, f"{purpose}\0{text}".encode(), "sha256").hex()


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text)


def trimmed(text: str) -> str:
    """The plainest normal form: no blanks around, letters small."""
    return text.strip().lower()


class Seal:
    """What every sealed column is: a value kept in `<name>_sealed`, that can be sealed again under another key."""

    name: str

    def reseal(self, row: Any) -> bool:
        """Seal again under the current key; False when it already is, or there is nothing."""
        kept = getattr(row, f"{self.name}_sealed")
        if kept is None or kept.split("|")[1] == keyring().current:
            return False
        place = self._place(row)
        setattr(row, f"{self.name}_sealed", seal_bytes(unseal_bytes(kept, place), place))
        return True

    def _place(self, row: Any) -> str:
        return f"{row.__tablename__}.{self.name}.{row.uuid}"


class sealed(Seal):  # noqa: N801 - reads as a column: `phone = sealed(mask=mask_phone)`
    """A column whose value is kept encrypted; reading and writing the attribute opens and seals it.

    Args:
        normalise: brings a value into the form that is compared in searches.
        mask: how the value is shown to those who need not see it whole.
        label: what the value is called on screens.
    """

    def __init__(
        self,
        normalise: Callable[[str], str] = trimmed,
        mask: Callable[[str], str] | None = None,
        label: Any = None,
    ) -> None:
        self.normalise = normalise
        self.mask = mask
        self.label = label

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self._opened = f"_opened_{name}"
        setattr(owner, f"{name}_sealed", mapped_column(Text))
        setattr(owner, f"{name}_index", mapped_column(String(64), index=True))

    def __get__(self, row: Any, owner: type) -> Any:
        if row is None:
            return self
        kept = getattr(row, f"{self.name}_sealed")
        if kept is None:
            return None
        opened = row.__dict__.get(self._opened)  # asked for several times in one act, opened once
        if opened is None or opened[0] != kept:
            opened = row.__dict__[self._opened] = (kept, unseal(kept, self._place(row)))
        return opened[1]

    def __set__(self, row: Any, value: str | None) -> None:
        text = (value or "").strip()
        if text == (self.__get__(row, type(row)) or ""):
            return
        if row.uuid is None:
            row.uuid = str(uuid4())
        kept = seal(text, self._place(row)) if text else None
        setattr(row, f"{self.name}_sealed", kept)
        setattr(row, f"{self.name}_index", self.index_of(row, text) if text else None)
        row.__dict__[self._opened] = (kept, text)

    def index_of(self, owner: Any, text: str) -> str:
        """What stands in the index column for a value."""
        return fingerprint(f"{owner.__tablename__}.{self.name}", self.normalise(text))


class sealed_bytes(Seal):  # noqa: N801 - reads as a column: `body = sealed_bytes()`
    """A whole file kept encrypted: bytes in and out, read when asked for; nothing finds, shows or reveals it."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        setattr(owner, f"{name}_sealed", mapped_column(Text, nullable=False, deferred=True))

    def __get__(self, row: Any, owner: type) -> Any:
        return self if row is None else unseal_bytes(getattr(row, f"{self.name}_sealed"), self._place(row))

    def __set__(self, row: Any, data: bytes) -> None:
        if row.uuid is None:
            row.uuid = str(uuid4())
        setattr(row, f"{self.name}_sealed", seal_bytes(data, self._place(row)))


class Sealing:
    """A row with sealed columns. Its `uuid` is part of every seal and never changes."""

    uuid: Mapped[str] = mapped_column(String(36), default=lambda: str(uuid4()), unique=True, nullable=False)

    @classmethod
    @cache
    def seals(cls) -> dict[str, Seal]:
        """Everything sealed on a row, by name."""
        return {
            name: column
            for owner in reversed(cls.__mro__)
            for name, column in vars(owner).items()
            if isinstance(column, Seal)
        }

    @classmethod
    @cache
    def sealed_columns(cls) -> dict[str, sealed]:
        """The sealed columns that are shown, searched and revealed, by name."""
        return {name: column for name, column in cls.seals().items() if isinstance(column, sealed)}

    @classmethod
    def where_sealed(cls, name: str, value: str) -> ColumnElement[bool]:
        """The condition "this sealed column equals that value"."""
        found: ColumnElement[bool] = getattr(cls, f"{name}_index") == cls.index_of(name, value)
        return found

    @classmethod
    def index_of(cls, name: str, value: str) -> str:
        """What stands in the index of a sealed column for a value, to look many up at once."""
        return cls.sealed_columns()[name].index_of(cls, value)

    def only_resealed(self) -> bool:
        """Whether only seals wait to be written: the same values under another key; another value has another index."""
        changed = {column.key for column in inspect(self).attrs if column.history.has_changes()}
        return bool(changed) and changed <= {f"{name}_sealed" for name in self.sealed_columns()}

    @classmethod
    def where_stale(cls) -> ColumnElement[bool]:
        """The condition for rows sealed under a former key, for the rotation job; see `sealed.reseal`."""
        current = f"{_FORM}|{keyring().current}|%"
        return or_(*(getattr(cls, f"{name}_sealed").not_like(current) for name in cls.seals()))

    def masked(self, name: str) -> str:
        """A sealed value as shown to those who need not see it whole; empty when there is none."""
        value = getattr(self, name)
        mask = self.sealed_columns()[name].mask
        return "" if not value else mask(value) if mask else "*" * len(value)
