// Forms: one post a press, a warning before typed text is lost, the summary of errors takes the focus.
import { say, token } from "./page.js";

const DOWNLOAD_MS = 10000;

const state = (form) => JSON.stringify([...new FormData(form)].map(([k, v]) => [k, v instanceof File ? v.name : v]));

function once(form, submitter) {
  const buttons = [...form.querySelectorAll("button:not([type=button])"), submitter].filter(Boolean);
  buttons.forEach((n) => n.setAttribute("aria-disabled", "true"));
  const label = submitter?.querySelector("span");
  if (label) {
    submitter.dataset.label = label.textContent;
    label.textContent = say("sending");
  }
}

function again() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button[aria-disabled]:not([type=button])")) {
      button.removeAttribute("aria-disabled");
      if (button.dataset.label) button.querySelector("span").textContent = button.dataset.label;
    }
  }
}

function guard() {
  const start = new Map([...document.querySelectorAll("form[data-guard]")].map((form) => [form, state(form)]));
  window.addEventListener("beforeunload", (event) => {
    const lost = [...start].some(([form, was]) => form.isConnected && !form.dataset.sent && !form.dataset.kept && state(form) !== was);
    if (lost) event.preventDefault();
  });
}

function jump(event) {
  const link = event.target.closest("[data-summary] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  (field.tomselect ?? field).focus();
}

export function startForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    // later, because the browser still has to read the pressed button's name and value
    setTimeout(() => (event.defaultPrevented ? delete form.dataset.sent : once(form, event.submitter)));
    // an answer that is a download leaves this page standing
    setTimeout(again, DOWNLOAD_MS);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("button[aria-disabled=true], a[aria-disabled=true]")) event.preventDefault();
    jump(event);
  });
  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRFToken"] = token(); });
  window.addEventListener("pageshow", again);
  document.querySelector("[data-summary]")?.focus();
  guard();
}
