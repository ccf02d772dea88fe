// The paper beside an open form, as the form stands: asked for a moment after a key, put in place without a flash.
import { token } from "./page.js";

const QUIET_MS = 350;

let timer;
let asked = 0;

async function draw(frame, form) {
  const turn = ++asked;
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const answer = await fetch(frame.dataset.typed, { method: "POST", body, headers: { "X-CSRFToken": token() } }).catch(() => null);
  if (!answer?.ok || turn !== asked || !frame.contentDocument) return;
  const html = await answer.text(); // the head stays; its style bears the word of the frame's own policy
  const fresh = new DOMParser().parseFromString(html.slice(html.indexOf("<body")), "text/html");
  const view = frame.contentDocument;
  view.body.replaceWith(view.adoptNode(fresh.body));
  const written = view.querySelector(".written"); // only the sheet moves, never the page around it
  if (written) view.documentElement.scrollTop = written.offsetTop - view.documentElement.clientHeight / 3;
}

export function startSheet() {
  const frame = document.querySelector("iframe[data-typed]");
  const form = document.getElementById("form");
  if (!frame || !form) return;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => draw(frame, form), QUIET_MS);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("click", (event) => { if (event.target.closest("[data-line-remove], [data-line-add]")) soon(); });
  if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.URL !== "about:blank") soon();
  frame.addEventListener("load", () => draw(frame, form));
}
