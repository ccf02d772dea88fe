"""What expert advice promises to tell."""

EMITS = {
    "counsel.expert_consultation.ask": "An expert was asked on a case; the limit of the answer starts.",
    "counsel.expert_consultation.accept": "The expert has taken the question on.",
    "counsel.expert_consultation.decline": "The expert stands aside; the note says why.",
    "counsel.expert_consultation.answer": "The opinion is written and has its number; data: `opinion`, `basis`.",
    "counsel.expert_consultation.rate": "The advice was rated; data: `rating`, `remark`.",
    "counsel.expert_consultation.recall": "The question was taken back; the note says why.",
}
