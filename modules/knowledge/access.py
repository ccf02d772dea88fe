"""Everybody who works reads what is known; province and city keep the law, they and the counties the rest."""

from app.access.grants import table

TABLES = ("legal_basis", "handling_guide", "duty_row", "pre_litigation_item")

#: Who reads all of it, and at which levels.
_READERS = """
    clerk         village-county
    dispatcher    township-county
    mediator      village-county
    handler       village-county
    grid_worker   village-township
    expert        county-city
    leader        all
    statistician  township-province
    archivist     township-county
    admin         township-county
"""

_READING = "\n".join(
    f"{reader} knowledge.{name} r---" for name in TABLES for reader in _READERS.strip().splitlines()
)

GRANTS = table(f"""
    role          level             model                          rights  buttons
    admin         city-province     knowledge.legal_basis          rcu-
    admin         county-province   knowledge.handling_guide       rcud    publish withdraw
    admin         county-province   knowledge.duty_row             rcud
    admin         county-province   knowledge.pre_litigation_item  rcud
    {_READING}
""")

RULES = {f"knowledge.{name}": "shared_down" for name in TABLES[1:]}
