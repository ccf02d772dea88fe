"""`flask rules`: a file of agreements is read item by item; whatever is in it, there is an answer."""

from __future__ import annotations

import json
import random

import pytest

from modules.legality.trying import sample

WRITTEN = ["2026-12-15", "2026年12月15日", "二〇二六年十二月十五日", "2026/12/15", "2026.12.15", "20261215"]


@pytest.fixture
def checked(app, tmp_path):
    """Check a file, given as a value or as bytes: the end, and what was written."""

    def run(content):
        file, out = tmp_path / "in.json", tmp_path / "out.json"
        file.write_bytes(
            content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
        )
        done = app.test_cli_runner().invoke(args=["rules", "check", str(file), "--json", str(out)])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.output
        return done.exit_code, json.loads(out.read_text("utf-8"))

    return run


def with_clause(**change):
    one = sample()
    one["clauses"][0] |= change
    return one


def test_a_lawful_agreement_has_no_finding_however_its_days_are_written(checked):
    code, found = checked([with_clause(due_on=day) for day in WRITTEN])
    assert code == 0 and found["counts"] == {"agreements": 6, "findings": 0, "stops": 0}


def test_a_finding_names_agreement_rule_grade_article_and_clause(checked):
    _code, found = checked([with_clause(amount="3500.00")])
    rows = [(one["agreement"], one["rule"], one["grade"], one["clause"]) for one in found["findings"]]
    assert ("样例", "capitals_wrong", "stop", 1) in rows
    assert found["findings"][0]["article"] == "《中华人民共和国人民调解法》第二十九条"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"amount": "0.1+0.2"}, "read_sum"),
        ({"amount": 0.1 + 0.2}, "amount_decimals"),
        ({"amount": [1]}, "read_type"),
        ({"amount": "500美元"}, "read_currency"),
        ({"due_on": "2026-02-30"}, "read_day"),
        ({"due_on": "农历十月十三"}, "read_day"),
        ({"due_on": "丙午年十月十三"}, "read_day"),
        ({"due_on": {"year": 2026}}, "read_type"),
        ({"text": "李秀英退还\x00王建国押金"}, "read_control"),
        ({"colour": "red"}, "read_key"),
        ({"instalments": "两期"}, "read_type"),
        ({"kind": "x"}, "read_choice"),
    ],
    ids=str,
)
def test_an_item_that_cannot_be_read_is_refused_with_its_place(checked, change, rule):
    _code, found = checked([with_clause(**change)])
    mine = [one for one in found["findings"] if one["rule"] == rule]
    assert mine and mine[0]["clause"] == 1 and mine[0]["message"]
    assert rule.startswith("read") is mine[0]["path"].startswith("$[0].clauses[0].")


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"5", b'"x"', b"nul", b"[" + b"1" * 5000],
    ids=lambda raw: repr(raw[:6]),
)
def test_a_file_that_cannot_be_read_says_so(checked, raw):
    code, found = checked(raw)
    assert code == 2 and found["error"] and found["findings"] == []


def test_nothing_put_in_any_place_makes_it_fail(checked):
    wild = [
        None,
        True,
        -1,
        1e400,
        "NaN",
        "x" * 60_000,
        "\ud800",
        [],
        {},
        [[]],
        [None],
        {"a": {}},
        "甲\u202e乙",
        10**40,
        "",
    ]
    pick = random.Random(7)
    items = [*wild]
    for key in sample():
        items += [sample() | {key: value} for value in wild]
    for rows in ("clauses", "parties", "signatures"):
        for key in [*sample()[rows][0], "instalments", "birth_date"]:
            one = sample()
            one[rows][0][key] = pick.choice(wild)
            items.append(one)
    code, found = checked(json.dumps(items).encode())
    assert code == 0 and found["counts"]["agreements"] == len(items)


def test_the_cases_of_all_rules_are_green(app):
    done = app.test_cli_runner().invoke(args=["rules", "test", "--json"])
    said = json.loads(done.output)
    assert done.exit_code == 0 and said["red"] == 0 and said["cases"] > 100
