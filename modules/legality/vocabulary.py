"""The names a rule may use, with their types: facts of the agreement, of its clauses, parties, parts and signatures."""

from __future__ import annotations

TEXT, NUMBER, DATE, BOOL = "text", "number", "date", "bool"

#: Level of a rule: once for each clause, or once for the whole.
CLAUSE, MATTER = "clause", "matter"

_MATTER = """
    text    form title facts text place currency dispute_type
    number  copies copies_needed party_count clause_count pay_total evidence_count earlier_same_pair
    date    document_date reached_on effective_on effective_due mediator_signed_on sealed_on last_signed_on not_before
    date    started_on
    bool    signing_known all_signed same_address same_phone same_agent same_on_both_sides round_sum
    list    parties:party clauses:clause signatures:signature
"""
_CLAUSE = """
    text    kind text payer payee manner place currency capitals capitals_should sums_words account
    text    bad_day
    number  position amount decimals instalments_sum instalment_count penalty_share penalty_amount year_rate wage_month
    date    due_on first_due last_due
    bool    payer_known payee_known capitals_right figures_agree amount_in_text day_in_text any_party_in_text
    list    instalments:instalment
"""
_PARTY = """
    bool    id_valid
    text    name kind side id_number address phone guardian representative agent capacity key
    number  age
    date    birth_date signed_on
"""
_INSTALMENT = """
    date    due_on
    number  amount
"""
_SIGNATURE = """
    text    kind name
    date    signed_on
"""


def _table(lines: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for kind, *words in (line.split() for line in lines.strip().splitlines()):
        for word in words:
            name, _, of = word.partition(":")
            names[name] = f"list:{of}" if of else kind
    return names


#: Names and types by kind of record.
RECORDS: dict[str, dict[str, str]] = {
    "matter": _table(_MATTER),
    "clause": _table(_CLAUSE),
    "party": _table(_PARTY),
    "instalment": _table(_INSTALMENT),
    "signature": _table(_SIGNATURE),
}


def scopes(level: str) -> tuple[str, ...]:
    """Kinds of record whose names a rule of a level sees, the nearest first."""
    return ("clause", "matter") if level == CLAUSE else ("matter",)
