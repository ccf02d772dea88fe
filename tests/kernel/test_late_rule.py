"""An address that is compiled late is the same address."""

from __future__ import annotations

from werkzeug.routing import Map, Rule

from app.view.late_rule import LateRule


def test_a_late_rule_writes_the_addresses_of_a_plain_one():
    values = ({"pk": 7}, {"pk": "七 / 八", "page": 2}, {"pk": 7, "rule": "a", "self": "b"})
    plain, late = (_addresses(kind) for kind in (Rule, LateRule))
    for given in values:
        assert plain.build("show", given) == late.build("show", given)
    assert late.match("/cases/case/show/7") == ("show", {"pk": "7"})


def test_a_late_rule_is_compiled_when_first_written_and_only_then(monkeypatch):
    compiled = []
    compile_builder = Rule._compile_builder
    monkeypatch.setattr(
        Rule, "_compile_builder", lambda *given: compiled.append(given) or compile_builder(*given)
    )
    addresses = _addresses(LateRule)
    assert not compiled
    for _ in range(3):
        addresses.build("show", {"pk": 7})
    assert len(compiled) == 1


def _addresses(kind: type[Rule]):
    return Map([kind("/cases/case/show/<pk>", endpoint="show")]).bind("house.invalid")
