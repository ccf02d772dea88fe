// The template of a paper being written: the sheet beside it follows, fields go in at the caret, mistakes lead to their line.
import { post, say } from "./page.js";
import { put } from "./sheet.js";

const QUIET_MS = 350;

let timer;
let asked = 0;

function show(list, box, problems) {
  list.replaceChildren(...problems.map((problem) => {
    const item = document.createElement("li");
    const way = Object.assign(document.createElement(problem.line ? "button" : "span"), { textContent: problem.text });
    if (problem.line) {
      way.type = "button";
      way.addEventListener("click", () => goTo(box, problem.line));
    }
    item.append(way);
    return item;
  }));
}

function goTo(box, line) {
  const lines = box.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  box.focus();
  box.setSelectionRange(start, start + lines[line - 1].length);
  box.scrollTop = (line - 4) * parseFloat(getComputedStyle(box).lineHeight);
}

async function attempt(box) {
  const turn = ++asked;
  const list = document.querySelector("[data-mistakes]");
  const frame = document.querySelector("iframe.fq-sheet");
  try {
    const told = await post(box.dataset.template, { source: box.value });
    if (turn !== asked) return;
    show(list, box, told.problems);
    if (told.html && frame.contentDocument) put(frame, told.html);
    frame.classList.toggle("is-stale", !told.html);
  } catch (error) {
    if (turn === asked) show(list, box, [{ text: error.message || say("failed"), line: 0 }]);
  }
}

// Typed as if by hand, so that the browser can undo it.
function type(box, text) {
  box.focus();
  if (!document.execCommand("insertText", false, text)) box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

// The tab key indents, unless Esc was pressed before: then it leaves the box as everywhere.
function keys(box) {
  let leaving = false;
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leaving = true;
    else if (event.key === "Tab" && !event.shiftKey && !leaving) {
      event.preventDefault();
      type(box, "  ");
    } else if (event.key !== "Tab") leaving = false;
  });
  box.addEventListener("blur", () => { leaving = false; });
}

export function startTemplates() {
  const box = document.querySelector("textarea[data-template]");
  if (!box) return;
  keys(box);
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => attempt(box), QUIET_MS);
  });
  document.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-put]");
    if (piece) type(box, piece.dataset.put);
  });
  const frame = document.querySelector("iframe.fq-sheet");
  frame.addEventListener("load", () => attempt(box));
  if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.URL !== "about:blank") attempt(box);
}
