"""Grid workers write down their own work; administrators read it all and keep campaigns, lists and appraisals.

Missing reports are excused, and told, where staff is kept and at the township's window. Who leads confirms appraisals.
What people said on visits is read up to the county; above, and by statisticians, work is counted.
"""

from app.access.grants import table

GRANTS = table("""
    role          level              model                       rights  buttons
    grid_worker   village-township   patrols.patrol              rcu-
    grid_worker   village-township   patrols.visit               rcu-
    grid_worker   village-township   patrols.visit_campaign      r---
    grid_worker   village-township   patrols.daily_report        rcu-
    grid_worker   village-township   patrols.missing_report      r---
    grid_worker   village-township   patrols.absence             r---
    grid_worker   village-township   patrols.screening_campaign  r---
    grid_worker   village-township   patrols.screening_report    rcu-
    grid_worker   village-township   patrols.grid_appraisal      r---
    grid_worker   village-township   patrols.appraisal_item      r---

    admin         township-province  patrols.patrol              r---    unnamed
    admin         township-county    patrols.visit               r---    unnamed
    admin         township-province  patrols.visit_campaign      rcud
    admin         township-province  patrols.daily_report        r---    unnamed
    admin         township-province  patrols.report_day          r---
    admin         keepers            patrols.missing_report      r---    unnamed excuse
    admin         others             patrols.missing_report      r---    unnamed
    admin         keepers            patrols.absence             rcud    unnamed
    admin         others             patrols.absence             r---    unnamed
    admin         township-province  patrols.screening_campaign  rcud
    admin         township-county    patrols.screening_report    rcud    unnamed
    admin         city-province      patrols.screening_report    r---    unnamed
    admin         keepers            patrols.grid_appraisal      rcud    unnamed recount confirm
    admin         keepers            patrols.appraisal_item      ru--    unnamed
    admin         others             patrols.grid_appraisal      r---    unnamed
    admin         others             patrols.appraisal_item      r---    unnamed
    admin         county-city        patrols.visit_kind          rcud
    admin         county-city        patrols.visit_question      rcud
    admin         county-city        patrols.indicator           rcud
    admin         county-city        patrols.pay_grade           rcud

    clerk         township           patrols.report_day          r---
    clerk         township           patrols.daily_report        r---    unnamed
    clerk         township           patrols.missing_report      r---    unnamed excuse
    clerk         village-county     patrols.screening_campaign  r---
    clerk         village-county     patrols.screening_report    rcu-    unnamed

    leader        all                patrols.patrol              r---    unnamed
    leader        village-county     patrols.visit               r---    unnamed
    leader        all                patrols.visit_campaign      r---
    leader        all                patrols.daily_report        r---    unnamed
    leader        all                patrols.report_day          r---
    leader        all                patrols.missing_report      r---    unnamed
    leader        all                patrols.absence             r---    unnamed
    leader        all                patrols.screening_campaign  r---
    leader        all                patrols.screening_report    r---    unnamed
    leader        township-county    patrols.grid_appraisal      r---    unnamed confirm
    leader        township-county    patrols.appraisal_item      r---    unnamed

    statistician  township-province  patrols.patrol              r---    unnamed
    statistician  township-province  patrols.visit_campaign      r---
    statistician  township-province  patrols.daily_report        r---    unnamed
    statistician  township-province  patrols.report_day          r---
    statistician  township-province  patrols.missing_report      r---    unnamed
    statistician  township-province  patrols.screening_campaign  r---
    statistician  township-province  patrols.screening_report    r---    unnamed
    statistician  township-province  patrols.grid_appraisal      r---    unnamed
    statistician  township-province  patrols.appraisal_item      r---    unnamed
""")

RULES = {
    "patrols.patrol": "assigned",
    "patrols.visit": "assigned",
    "patrols.visit_campaign": "shared_down",
    "patrols.daily_report": "assigned",
    "patrols.report_day": "below",
    "patrols.missing_report": "assigned",
    "patrols.absence": "assigned",
    "patrols.screening_campaign": "shared_down",
    "patrols.screening_report": "own_grid",
    "patrols.grid_appraisal": "assigned",
    "patrols.appraisal_item": "assigned",
}
