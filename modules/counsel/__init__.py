"""Counsel: an expert of the pool is asked in a case and answers with an opinion.

The parties choose the expert (点单), or the centre names one; whoever is tied to a party is refused with the reason.
The opinion becomes a numbered paper, the asker rates it. It stands apart from `cases.consultation`, where units meet.
"""
