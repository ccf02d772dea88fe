// Entry of the small islands. Each stands alone, listens on the document and needs no inline handler.
import { startTheme } from "./islands/theme.js";
import { startDialogs } from "./islands/dialog.js";
import { startReveal } from "./islands/reveal.js";
import { startToasts } from "./islands/toast.js";
import { startKeys } from "./islands/keys.js";
import { startRows } from "./islands/rows.js";
import { startForms } from "./islands/form.js";
import { startLines } from "./islands/lines.js";
import { startSelects } from "./islands/select.js";
import { startDue } from "./islands/due.js";
import { startFiles } from "./islands/files.js";
import { startFound } from "./islands/found.js";
import { startSmall } from "./islands/small.js";

startTheme();
startToasts();
startDialogs();
startReveal();
startForms();
startLines();
startRows();
startDue();
startFiles();
startSmall();
startFound();
startKeys();
startSelects(document);
document.addEventListener("htmx:load", (event) => startSelects(event.detail.elt));
