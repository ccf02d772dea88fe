"""Province and city keep the rules, as they keep the law; everybody who works with agreements reads them."""

from app.access.grants import table

TABLES = ("rule", "rule_case", "word_list", "limit")

_READERS = """
    clerk         village-county
    mediator      village-county
    leader        all
    archivist     township-county
    admin         township-county
"""

_READING = "\n".join(
    f"{reader} legality.{name} r---" for name in TABLES for reader in _READERS.strip().splitlines()
)

GRANTS = table(f"""
    role   level          model                 rights  buttons
    admin  city-province  legality.rule         rcu-    publish retire
    admin  city-province  legality.rule_case    rcud
    admin  city-province  legality.word_list    rcu-
    admin  city-province  legality.limit        rcu-
    {_READING}
""")
