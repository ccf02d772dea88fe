"""The language of conditions: text to a typed tree. Nothing in it can call, loop or reach beyond the facts.

    kind = "pay" and not missing(amount) and amount > limit(big_sum)
    text matches vague_word
    any(parties: age < 18 and missing(guardian))
    due_on - document_date > 30

A name means the nearest record that has it. What is missing is neither equal, greater nor smaller than anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from modules.legality.vocabulary import BOOL, DATE, NUMBER, RECORDS, TEXT, scopes

LONGEST, DEEPEST, MOST_TOKENS = 2000, 24, 400

_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<date>\d{4}-\d{2}-\d{2})"
    r"|(?P<number>\d{1,15}(?:\.\d{1,6})?)"
    r'|(?P<string>"[^"\n]{0,200}")'
    r"|(?P<name>[a-z][a-z0-9_]*)"
    r"|(?P<sign><=|>=|!=|[-=<>()+*/,:\[\]])"
)
_COMPARED = ("=", "!=", "<", "<=", ">", ">=")
_KEPT = frozenset(
    (
        "and",
        "or",
        "not",
        "in",
        "contains",
        "matches",
        "any",
        "all",
        "count",
        "missing",
        "limit",
        "true",
        "false",
    )
)


class RuleError(ValueError):
    """A condition cannot be read or worked out; the text is a sentence with the place."""


@dataclass(frozen=True)
class Node:
    """One step of a condition.

    Attributes:
        act: what is done (`and`, `name`, `<`, `any`).
        type: the type of what comes out.
        parts: the steps it works on.
        value: a literal, a name, a word list or a limit.
    """

    act: str
    type: str
    parts: tuple[Node, ...] = ()
    value: Any = None


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    at: int


def parse(text: str, level: str, lists: Mapping[str, Any] | None, limits: Mapping[str, Any] | None) -> Node:
    """Read a condition.

    Args:
        text: the condition.
        level: `clause` or `matter`.
        lists: the word lists there are; None to take any name.
        limits: the limits there are; None to take any name.

    Raises:
        RuleError: it is too long or deep, is no sentence of the language, or puts types together that do not fit.
    """
    reader = _Reader(_tokens(text), scopes(level), lists, limits)
    found = reader.either(0)
    if reader.now.kind != "end":
        raise reader.wrong(gettext("“%(word)s” is not expected here", word=reader.now.text))
    if found.type != BOOL:
        raise RuleError(
            gettext("The condition must be true or false, this one gives %(type)s", type=found.type)
        )
    return found


def _tokens(text: str) -> list[Token]:
    if len(text) > LONGEST:
        raise RuleError(gettext("The condition is longer than %(most)s characters", most=LONGEST))
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise RuleError(
                gettext("Character %(at)s: “%(word)s” is not understood", at=at + 1, word=text[at : at + 8])
            )
        if match.lastgroup != "space":
            found.append(Token(str(match.lastgroup), match[0], at + 1))
        at = match.end()
    if len(found) > MOST_TOKENS:
        raise RuleError(gettext("The condition has more than %(most)s words", most=MOST_TOKENS))
    return [*found, Token("end", gettext("the end"), len(text) + 1)]


class _Reader:
    """Recursive descent, one method a level of binding; `depth` bounds it."""

    def __init__(self, tokens: list[Token], seen: tuple[str, ...], lists: Any, limits: Any) -> None:
        self.tokens, self.place = tokens, 0
        self.seen, self.lists, self.limits = seen, lists, limits

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def wrong(self, words: str) -> RuleError:
        return RuleError(gettext("Character %(at)s: %(words)s", at=self.now.at, words=words))

    def take(self, *texts: str) -> str:
        """The text of the next token if it is one of these, else nothing."""
        if self.now.kind in ("name", "sign") and self.now.text in texts:
            self.place += 1
            return self.tokens[self.place - 1].text
        return ""

    def need(self, text: str) -> None:
        if not self.take(text):
            raise self.wrong(gettext("“%(word)s” is expected here", word=text))

    def word(self) -> str:
        if self.now.kind != "name" or self.now.text in _KEPT:
            raise self.wrong(gettext("A name is expected here"))
        self.place += 1
        return self.tokens[self.place - 1].text

    def either(self, depth: int) -> Node:
        return self._joined("or", self._both, depth)

    def _both(self, depth: int) -> Node:
        return self._joined("and", self._no, depth)

    def _joined(self, word: str, inner: Any, depth: int) -> Node:
        if depth > DEEPEST:
            raise self.wrong(gettext("Brackets stand more than %(most)s deep", most=DEEPEST))
        parts = [inner(depth + 1)]
        while self.take(word):
            parts.append(inner(depth + 1))
        if len(parts) == 1:
            return parts[0]  # type: ignore[no-any-return]
        for part in parts:
            self._must(part, BOOL)
        return Node(word, BOOL, tuple(parts))

    def _no(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise self.wrong(gettext("Brackets stand more than %(most)s deep", most=DEEPEST))
        if self.take("not"):
            return Node("not", BOOL, (self._must(self._no(depth + 1), BOOL),))
        return self._compared(depth + 1)

    def _compared(self, depth: int) -> Node:
        left = self._sum(depth)
        if sign := self.take(*_COMPARED):
            right = self._sum(depth)
            if left.type != right.type or left.type.startswith("list"):
                raise self.wrong(
                    gettext("%(one)s and %(two)s cannot be compared", one=left.type, two=right.type)
                )
            return Node(sign, BOOL, (left, right))
        if self.take("in"):
            return Node("in", BOOL, (left, *self._row(left.type)))
        if self.take("contains"):
            return Node("contains", BOOL, (self._must(left, TEXT), self._must(self._sum(depth), TEXT)))
        if self.take("matches"):
            name = self.word()
            if self.lists is not None and name not in self.lists:
                raise self.wrong(gettext("There is no word list “%(name)s”", name=name))
            return Node("matches", BOOL, (self._must(left, TEXT),), name)
        return left

    def _row(self, kind: str) -> list[Node]:
        self.need("[")
        found = [self._must(self._one(0), kind)]
        while self.take(","):
            found.append(self._must(self._one(0), kind))
        self.need("]")
        return found

    def _sum(self, depth: int) -> Node:
        left = self._product(depth)
        while sign := self.take("+", "-"):
            right = self._product(depth)
            kinds = (left.type, right.type)
            if kinds == (DATE, NUMBER) or kinds == (NUMBER, NUMBER):
                left = Node(sign, left.type, (left, right))
            elif kinds == (DATE, DATE) and sign == "-":
                left = Node("days", NUMBER, (left, right))
            else:
                raise self.wrong(gettext("%(one)s and %(two)s cannot be added", one=kinds[0], two=kinds[1]))
        return left

    def _product(self, depth: int) -> Node:
        left = self._one(depth)
        while sign := self.take("*", "/"):
            right = self._must(self._one(depth), NUMBER)
            left = Node(sign, NUMBER, (self._must(left, NUMBER), right))
        return left

    def _one(self, depth: int) -> Node:
        token = self.now
        if token.kind in ("number", "string", "date"):
            self.place += 1
            return self._literal(token)
        if self.take("true", "false"):
            return Node("literal", BOOL, value=token.text == "true")
        if self.take("("):
            found = self.either(depth + 1)
            self.need(")")
            return found
        if act := self.take("any", "all", "count"):
            return self._over(act, depth)
        if self.take("missing"):
            self.need("(")
            part = self._name()
            self.need(")")
            return Node("missing", BOOL, (part,))
        if self.take("limit"):
            self.need("(")
            name = self.word()
            if self.limits is not None and name not in self.limits:
                raise self.wrong(gettext("There is no limit “%(name)s”", name=name))
            self.need(")")
            return Node("limit", NUMBER, value=name)
        return self._name()

    def _literal(self, token: Token) -> Node:
        if token.kind == "string":
            return Node("literal", TEXT, value=token.text[1:-1])
        if token.kind == "number":
            return Node("literal", NUMBER, value=Decimal(token.text))
        try:
            return Node("literal", DATE, value=date.fromisoformat(token.text))
        except ValueError:
            raise RuleError(gettext("Character %(at)s: there is no such day", at=token.at)) from None

    def _over(self, act: str, depth: int) -> Node:
        self.need("(")
        rows = self._name()
        if not rows.type.startswith("list:"):
            raise self.wrong(gettext("“%(name)s” is no list", name=rows.value))
        self.need(":")
        outside = self.seen
        self.seen = (rows.type.removeprefix("list:"), *outside)
        inner = self._must(self.either(depth + 1), BOOL)
        self.seen = outside
        self.need(")")
        return Node(act, NUMBER if act == "count" else BOOL, (rows, inner))

    def _name(self) -> Node:
        before = self.now
        name = self.word()
        for kind in self.seen:
            if name in RECORDS[kind]:
                return Node("name", RECORDS[kind][name], value=name)
        raise RuleError(gettext("Character %(at)s: there is no fact “%(name)s”", at=before.at, name=name))

    def _must(self, node: Node, kind: str) -> Node:
        if node.type != kind:
            raise self.wrong(gettext("%(need)s is expected, this is %(type)s", need=kind, type=node.type))
        return node
