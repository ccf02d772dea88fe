"""What patrols promise to tell."""

EMITS = {
    "patrols.report_day.reports_missing": "A day was closed and somebody had reported nothing; data: `missing`.",
    "patrols.grid_appraisal.confirm": "An appraisal is confirmed; its score and reward change no more.",
}
