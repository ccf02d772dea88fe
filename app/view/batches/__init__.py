"""Many rows of a list at once: chosen by hand or by the list's filters, looked at first, then done in one go.

models.py    what was chosen and what became of each row
choosing.py  the rows somebody chose in a list, and the buttons below it
acts.py      what an act is: may one, what is it called, do it to a row
known.py     the acts by name
accounts.py  accounts for staff, and new first passwords
slips.py     the first passwords themselves, on paper once
printing.py  one paper of many rows, as one file
printed.py   the job that makes that file
editing.py   one field of many rows set to one value, and set back
running.py   plan and work of a batch, at once or as a job
page.py      preview, progress, result
drawing.py   what those pages show
"""
