"""Taking rows in from a workbook: what another system, or somebody's own table, hands over as xlsx.

models.py    the workbook somebody brought, and the rows it made
reading.py   the process that opens a workbook nobody trusts (`python -m app.view.importing.reading FILE`)
workbook.py  this side of it: headings, first rows, all rows, refusals in words
columns.py   which column means what: guessed by heading, remembered, chosen by hand
keeper.py    rows that lie where the committee, team or centre they name lies
as_unit.py   rows that are units with a table of their own
values.py    one row of cells to the facts of a row, with every problem of it
store.py     where the uploaded file and the problems wait
take_in.py   rows to rows, chunk by chunk, each chunk one transaction
take_back.py the rows an import made, deleted again where nobody has touched them since
returned.py  the workbook handed back: the rows that could not be taken, with the column 问题
page.py      upload, columns, preview, progress, result
drawing.py   what those pages show

What is taken in, and how, says the `Import` spec of a model.
"""
