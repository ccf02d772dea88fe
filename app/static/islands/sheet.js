// The paper beside an open form, as the form stands: asked for a moment after a key, put in place without a flash.
// A field leads to its words on the paper, and words on the paper lead to their field or to their clause.
import { token } from "./page.js";

const QUIET_MS = 350;

let timer;
let asked = 0;
let field = "";

async function draw(frame, form) {
  const turn = ++asked;
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const answer = await fetch(frame.dataset.typed, { method: "POST", body, headers: { "X-CSRFToken": token() } }).catch(() => null);
  if (!answer?.ok || turn !== asked || !frame.contentDocument) return;
  put(frame, await answer.text());
  light(frame.contentDocument, frame.contentDocument.querySelector(".written"));
}

/** Put the body of a page into a frame; the head stays, its style bears the word of the frame's own policy. */
export function put(frame, html) {
  const fresh = new DOMParser().parseFromString(html.slice(Math.max(html.indexOf("<body"), 0)), "text/html");
  const view = frame.contentDocument;
  view.body.replaceWith(view.adoptNode(fresh.body));
}

// Marks the words of the field one is in and brings them into sight, else the part; only the sheet moves, never the page.
function light(view, part) {
  const words = field && (part ?? view).querySelector(`[data-field="${field}"]`);
  view.querySelectorAll(".lit").forEach((old) => old.classList.remove("lit"));
  if (words) words.classList.add("lit");
  const seen = words || part;
  if (!seen) return;
  const top = seen.getBoundingClientRect().top + view.documentElement.scrollTop;
  view.documentElement.scrollTop = top - view.documentElement.clientHeight / 3;
}

// The name of the field, or of the lines the field is one of; a box of suggestions stands for its select.
const nameOf = (node) => (node.closest(".ts-wrapper")?.previousElementSibling ?? node).name?.split("-")[0] ?? "";

function follow(frame, form) {
  form.addEventListener("focusin", (event) => {
    field = nameOf(event.target);
    if (frame.contentDocument) light(frame.contentDocument, frame.contentDocument.querySelector(".written"));
  });
}

function enter(form, name) {
  const found = [...form.elements].find((one) => nameOf(one) === name && one.type !== "hidden");
  const box = found?.tomselect ?? found;
  box?.focus();
  (found?.tomselect?.wrapper ?? found)?.scrollIntoView({ block: "center" });
}

// From words on the paper: to the field of the open form that wrote them, else to the clause they belong to.
function lead(frame, form) {
  frame.contentDocument.addEventListener("click", (event) => {
    const words = event.target.closest("[data-field]");
    const part = event.target.closest("[data-part]");
    const mine = part ? part.classList.contains("written") : !frame.contentDocument.querySelector(".written");
    if (form && words && mine) return enter(form, words.dataset.field);
    const clause = part && document.querySelector(`[data-on-paper="${part.dataset.part}"]`);
    if (clause) location.hash = clause.closest("[id]:not(button)").id;
  });
}

export function startSheet() {
  const frame = document.querySelector("iframe.fq-sheet");
  if (!frame) return;
  const form = frame.dataset.typed ? document.getElementById("form") : null;
  const there = () => frame.contentDocument?.readyState === "complete" && frame.contentDocument.URL !== "about:blank";
  document.addEventListener("click", (event) => {
    const part = event.target.closest("[data-on-paper]")?.dataset.onPaper;
    if (!part || !frame.contentDocument) return;
    field = "";
    frame.scrollIntoView({ block: "nearest" });
    light(frame.contentDocument, frame.contentDocument.querySelector(`[data-part="${part}"]`));
  });
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => draw(frame, form), QUIET_MS);
  };
  if (form) {
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    form.addEventListener("click", (event) => { if (event.target.closest("[data-line-remove], [data-line-add]")) soon(); });
    follow(frame, form);
  }
  const arrived = () => {
    lead(frame, form);
    if (form) draw(frame, form);
  };
  if (there()) arrived();
  frame.addEventListener("load", arrived);
}
