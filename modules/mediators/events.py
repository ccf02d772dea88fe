"""What mediators promise to tell."""

EMITS = {
    "mediators.committee.term_ends": "A term ends soon or is over, told once a term; data: `term_ends_on`.",
    "mediators.mediator.leave": "Somebody left; data: `left_on`, `postings` that ended with it.",
    "mediators.mediator.return_": "Somebody who had left serves again.",
}
