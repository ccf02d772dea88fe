"""Dispatchers send work out; whoever gets it takes the steps."""

from app.access.grants import table

_STEPS = "sign contact order arrive handle finish return_"

GRANTS = table(f"""
    role          level             model                    rights  buttons
    dispatcher    township-county   dispatch.assignment      rcu-    {_STEPS}
    clerk         village-county    dispatch.assignment      rc--    -
    handler       village-county    dispatch.assignment      r-u-    {_STEPS}
    grid_worker   village-township  dispatch.assignment      r---    {_STEPS}
    mediator      village-county    dispatch.assignment      r---    -
    leader        all               dispatch.assignment      r---    -
    archivist     township-county   dispatch.assignment      r---    -

    admin         county-city       dispatch.category_skill  rcud    -
    dispatcher    township-county   dispatch.category_skill  r---    -
    clerk         village-county    dispatch.category_skill  r---    -

    dispatcher    township-county   cases.case               ----    assign
    clerk         village-county    cases.case               ----    assign
    grid_worker   village-township  cases.case               ----    resolve
""")

RULES = {"dispatch.assignment": "below"}
