"""The law the house cites: which article stands for a rule, on which day, in which words.

Code never holds an article number. It asks `services.article("confirmation.apply", on=day)`.
"""
