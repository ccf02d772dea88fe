"""What is known, each with the days it holds: the law the house cites, guides, duties, the pre-litigation catalogue.

Code never holds an article number. It asks `services.article("confirmation.apply", on=day)`.
"""
