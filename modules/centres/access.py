"""Whoever keeps staff on this site keeps centres, windows and postings; dispatchers keep the rosters of their places.

Rosters and postings are read from above. Centres and windows are read from below, too: a village sends people to the
windows of its county. Appraisals are for those who lead.
"""

from app.access.grants import table

GRANTS = table("""
    role          level             model                   rights
    admin         keepers           centres.centre          rcud
    admin         keepers           centres.room            rcud
    admin         keepers           centres.service_window  rcud
    admin         keepers           centres.window_day      rcud
    admin         keepers           centres.duty            rcud
    admin         keepers           centres.secondment      rcud
    admin         keepers           centres.appraisal       rcud
    admin         others            centres.centre          r---
    admin         others            centres.room            r---
    admin         others            centres.service_window  r---
    admin         others            centres.window_day      r---
    admin         others            centres.duty            r---
    admin         others            centres.secondment      r---
    admin         others            centres.appraisal       r---
    admin         county-city       centres.shift           rcud
    admin         county-city       centres.room_kind       rcud
    admin         county-city       centres.service_type    rcud
    admin         county-city       centres.centre_duty     rcud
    clerk         village-county    centres.centre          r---
    clerk         village-county    centres.room            r---
    clerk         village-county    centres.service_window  r---
    clerk         village-county    centres.window_day      r---
    clerk         village-county    centres.duty            r---
    dispatcher    township-county   centres.centre          r---
    dispatcher    township-county   centres.room            r---
    dispatcher    township-county   centres.service_window  r---
    dispatcher    township-county   centres.window_day      r---
    dispatcher    township-county   centres.duty            rcud
    dispatcher    township-county   centres.secondment      r---
    mediator      village-county    centres.centre          r---
    mediator      village-county    centres.room            r---
    mediator      village-county    centres.service_window  r---
    mediator      village-county    centres.window_day      r---
    mediator      village-county    centres.duty            r---
    handler       village-county    centres.centre          r---
    handler       village-county    centres.room            r---
    handler       village-county    centres.service_window  r---
    handler       village-county    centres.window_day      r---
    leader        all               centres.centre          r---
    leader        all               centres.room            r---
    leader        all               centres.service_window  r---
    leader        all               centres.window_day      r---
    leader        all               centres.duty            r---
    leader        all               centres.secondment      r---
    leader        all               centres.appraisal       r---
    statistician  township-province centres.centre          r---
    statistician  township-province centres.room            r---
    statistician  township-province centres.service_window  r---
    statistician  township-province centres.window_day      r---
""")

RULES = {
    "centres.centre": "shared_down",
    "centres.room": "shared_down",
    "centres.service_window": "shared_down",
    "centres.window_day": "shared_down",
    "centres.duty": "below",
    "centres.secondment": "below",
    "centres.appraisal": "below",
}
