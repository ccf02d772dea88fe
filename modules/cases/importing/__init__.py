"""Taking cases in from a workbook: what a hotline, a message board or another system hands over as xlsx.

reading.py   the process that opens a workbook nobody trusts (`python -m modules.cases.importing.reading FILE`)
workbook.py  this side of it: headings, first rows, all rows, refusals in words
columns.py   which column means what: guessed by heading, remembered, chosen by hand
values.py    one row of cells to the facts of a case, with every problem of the row
store.py     where the uploaded file and the problems wait
take_in.py   rows to cases, chunk by chunk, each chunk one transaction
returned.py  the workbook handed back: the rows that could not be taken, with the column 问题
page.py      upload, columns, preview, progress, result
"""
