"""From a file of agreements to what they say: every item is read, or refused with its place and the reason."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext

from modules.legality.evaluating import UNREAD
from modules.legality.saying import Unreadable, days_in, read_day, sums_in
from modules.legality.schema import ALSO, SCHEMA, WORDS

MOST_AGREEMENTS, MOST_ROWS, LONGEST_TEXT = 20_000, 500, 50_000
MOST_DIGITS = 30
MOST_BYTES = 64 * 1024 * 1024

_CODES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PLAIN_SUM = re.compile(r"-?\d{1,18}(?:\.\d{1,40})?", re.ASCII)
_PAYS = re.compile("支付|给付|赔偿|偿还|归还.{0,6}元|退还.{0,8}元|付清|补偿|返还.{0,8}元")
_MANNERS = (
    ("transfer", "转账|汇款|银行|打入|汇入|账户|账号"),
    ("cash", "现金"),
    ("mobile", "微信|支付宝|移动支付"),
    ("offset", "折抵|抵销"),
)


class Broken(ValueError):
    """The file as a whole cannot be read; the text is a sentence."""


@dataclass(frozen=True)
class Fault:
    """One item that could not be read: where it stands, which kind of fault, and a sentence.

    `clause` is the number of the clause it stands in, 0 for the whole.
    """

    path: str
    kind: str
    message: str
    clause: int = 0


@dataclass
class Taken:
    """One agreement: its name, what it says, and what could not be read."""

    key: str
    said: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)


def load(raw: bytes) -> list[Any]:
    """The items of a file: a list, or an object with the list under `agreements`, or one agreement.

    Raises:
        Broken: too large, no text, no JSON, or neither a list nor an object.
    """
    if len(raw) > MOST_BYTES:
        raise Broken(gettext("The file is larger than %(most)s MB", most=MOST_BYTES // 1024 // 1024))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Broken(gettext("The file is not UTF-8 text (byte %(at)s)", at=error.start + 1)) from None
    try:
        found = json.loads(
            text, parse_float=Decimal, parse_int=_whole, parse_constant=str, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        words = gettext(
            "The file is no JSON: line %(line)s, column %(column)s", line=error.lineno, column=error.colno
        )
        raise Broken(words) from None
    except (RecursionError, ValueError, InvalidOperation):
        raise Broken(gettext("The file is nested too deep or holds a number beyond reading")) from None
    if isinstance(found, dict):
        listed = found.get("agreements", found.get("协议"))
        found = listed if isinstance(listed, list) else [found]
    if not isinstance(found, list):
        raise Broken(gettext("The file must hold a list of agreements"))
    if len(found) > MOST_AGREEMENTS:
        raise Broken(gettext("The file holds more than %(most)s agreements", most=MOST_AGREEMENTS))
    return found


class _Twice(dict[str, Any]):
    """An object of a file, and the keys that stood in it more than once."""

    twice: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> _Twice:
    found = _Twice(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        found.twice = tuple(dict.fromkeys(key for key in keys if keys.count(key) > 1))
    return found


def _whole(text: str) -> Any:
    return int(text) if len(text) <= 30 else text


def take_in(item: Any, place: int, kept: int = 1) -> Taken:
    """One item of the file as what an agreement says.

    Args:
        item: as JSON gives it.
        place: its place in the file, from 0.
        kept: how many copies the committee keeps.
    """
    path = f"$[{place}]"
    taken = Taken(str(place + 1), {"parties": [], "clauses": [], "signatures": []})
    if not isinstance(item, dict):
        taken.faults.append(Fault(path, "type", gettext("An agreement must be an object")))
        return taken
    reader = _Reader(taken.faults)
    said = reader.record(item, "agreement", path)
    taken.key = next(
        (str(said[name])[:80] for name in ("id", "number") if said.get(name) not in (None, UNREAD)), taken.key
    )
    said.setdefault("form", "written")
    for name in ("parties", "clauses", "signatures"):
        if not isinstance(said.get(name), list):
            said[name] = []
    said["copies_needed"] = Decimal(len(said["parties"]) + kept)
    for clause in said["clauses"]:
        if not isinstance(clause.get("instalments"), list):
            clause.pop("instalments", None)
        _fill(clause, said)
    taken.said = said
    return taken


def _fill(clause: dict[str, Any], said: Mapping[str, Any]) -> None:
    """What the words of a clause say plainly counts as given."""
    text = clause.get("text")
    if not isinstance(text, str) or text == UNREAD:
        return
    sums = [one for one in sums_in(text) if one > 0]
    days = days_in(text)[0]
    if not clause.get("kind"):
        clause["kind"] = (
            "pay" if clause.get("amount") is not None or (sums and _PAYS.search(text)) else "other"
        )
    if clause["kind"] != "pay":
        return
    if clause.get("amount") is None and sums:
        clause["amount"] = sums[0]
    if clause.get("due_on") is None and not clause.get("instalments"):
        clause["due_on"] = _due(text, days, said)
    if not clause.get("manner"):
        clause["manner"] = next((code for code, words in _MANNERS if re.search(words, text)), None)
    named = sorted(
        (text.find(str(one["name"])), str(one["name"])) for one in said["parties"] if one.get("name")
    )
    named = [pair for pair in named if pair[0] >= 0]
    if len(named) == 2 and not clause.get("payer") and not clause.get("payee"):
        clause["payer"], clause["payee"] = named[0][1], named[1][1]


def _due(text: str, days: list[date], said: Mapping[str, Any]) -> date | None:
    if days:
        return max(days)
    signed = next(
        (day for name in ("reached_on", "document_date") if isinstance(day := said.get(name), date)), None
    )
    if signed and re.search("当场|当日|当天|即时|签[订字署](?:本协议)?(?:时|之日)", text):
        return signed
    return None


class _Reader:
    """Reads records by the schema and keeps the faults."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults, self.clause = faults, 0

    def fault(self, path: str, kind: str, message: str) -> str:
        self.faults.append(Fault(path, kind, message, self.clause))
        return UNREAD

    def record(self, item: Mapping[str, Any], kind: str, path: str) -> dict[str, Any]:
        known, found = SCHEMA[kind], {}
        for key in getattr(item, "twice", ()):
            self.fault(f"{path}.{_shown(key)}", "key", gettext("The key stands there twice"))
        for key, value in item.items():
            name = key if key in known else ALSO.get(key.strip(), "")
            where = f"{path}.{_shown(key)}"
            if name not in known:
                self.fault(
                    where, "key", gettext("“%(key)s” is not known here and was not read", key=_shown(key))
                )
            elif value is not None and value != "":
                found[name] = self.value(value, known[name], where)
        return found

    def value(self, value: Any, kind: str, path: str) -> Any:
        if kind.startswith("list:"):
            return self.rows(value, kind.removeprefix("list:"), path)
        if isinstance(value, (dict, list, bool)):
            return self.fault(path, "type", gettext("A single value is expected here"))
        match kind:
            case "text":
                return self.text(value, path)
            case "day":
                return self.day(value, path)
            case "sum":
                return self.sum(value, path)
            case "count":
                return self.count(value, path)
        word = str(value).strip().lower()
        if word in WORDS[kind]:
            return WORDS[kind][word]
        allowed = "、".join(sorted(set(WORDS[kind].values())))
        return self.fault(
            path, "choice", gettext("“%(text)s” is none of: %(words)s", text=_shown(word), words=allowed)
        )

    def rows(self, value: Any, kind: str, path: str) -> Any:
        if not isinstance(value, list):
            return self.fault(path, "type", gettext("A list is expected here"))
        if len(value) > MOST_ROWS:
            self.fault(
                path, "type", gettext("More than %(most)s rows; the others were not read", most=MOST_ROWS)
            )
        found = []
        for number, row in enumerate(value[:MOST_ROWS]):
            where = f"{path}[{number}]"
            if kind == "clause":
                self.clause = number + 1
            if isinstance(row, str) and kind in ("clause", "party"):
                row = {"text" if kind == "clause" else "name": row}
            if isinstance(row, dict):
                found.append(self.record(row, kind, where))
            else:
                self.fault(where, "type", gettext("An object is expected here"))
                found.append({})
            if kind == "clause":
                self.clause = 0
        return found

    def text(self, value: Any, path: str) -> str:
        if not isinstance(value, str):
            if not isinstance(value, (int, Decimal)):
                return self.fault(path, "type", gettext("A text is expected here"))
            value = str(value)
        if len(value) > LONGEST_TEXT:
            self.fault(
                path,
                "long",
                gettext("Longer than %(most)s characters; the rest was not read", most=LONGEST_TEXT),
            )
            value = value[:LONGEST_TEXT]
        if _CODES.search(value) or any(unicodedata.category(one) == "Cs" for one in value):
            self.fault(path, "control", gettext("Control or invisible characters stand in the text"))
            value = "".join(one for one in _CODES.sub("", value) if unicodedata.category(one) != "Cs")
        return value.strip()

    def day(self, value: Any, path: str) -> Any:
        text = unicodedata.normalize("NFKC", str(value))[:60]
        try:
            found = read_day(_CODES.sub("", text).replace("O", "〇"))
        except Unreadable as error:
            words = {
                "calendar": gettext(
                    "“%(text)s” is no day of the common calendar; write year, month and day of it",
                    text=_shown(text),
                ),
                "none": gettext("There is no such day: “%(text)s”", text=_shown(text)),
            }
            unread = gettext(
                "“%(text)s” is no day; write it as 2026-11-22 or 2026年11月22日", text=_shown(text)
            )
            return self.fault(path, "day", words.get(str(error), unread))
        if not 1900 <= found.year <= 2200:
            return self.fault(path, "day", gettext("“%(text)s” cannot be meant", text=_shown(text)))
        return found

    def sum(self, value: Any, path: str) -> Any:
        if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < MOST_DIGITS:
            value = f"{value:f}"
        text = unicodedata.normalize("NFKC", str(value))[:80].strip()
        plain = "".join(_CODES.sub("", text).split()).removeprefix("人民币").lstrip("¥").replace(",", "")
        unit = next((one for one in ("万元", "元", "圆", "万") if plain.endswith(one)), "")
        plain = plain.removesuffix(unit)
        foreign = re.search("美元|欧元|港币|港元|日元|英镑|USD|EUR|HKD|[$€£]", text)
        if foreign or not _PLAIN_SUM.fullmatch(plain):
            why = gettext("“%(text)s” is no sum in yuan such as 1250.00", text=_shown(text))
            return self.fault(path, "currency" if foreign else "sum", why)
        return Decimal(plain) * (10_000 if "万" in unit else 1)

    def count(self, value: Any, path: str) -> Any:
        text = unicodedata.normalize("NFKC", str(value)).strip().removesuffix("份").removesuffix("岁")[:20]
        if re.fullmatch(r"\d{1,6}(\.0+)?", text, re.ASCII):
            return Decimal(text.partition(".")[0])
        return self.fault(path, "count", gettext("“%(text)s” is no whole number", text=_shown(text)))


def _shown(text: Any) -> str:
    plain = _CODES.sub("?", str(text))[:40]
    return plain.encode("utf-8", "replace").decode()
