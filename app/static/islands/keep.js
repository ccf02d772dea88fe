// What is typed into a form is kept while it is typed: on the server as a draft, and in this browser until it is there.
import { copy, forget } from "./copy.js";
import { say, token } from "./page.js";
import { toast } from "./toast.js";

const QUIET_MS = 2500;
const COPY_MS = 400;

const timers = {};

function tell(form, words) {
  const place = form.querySelector("[data-draft]");
  if (place) place.textContent = words;
}

/** Send the draft; resolves to whether the server has it. */
async function keep(form) {
  const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  fields.set("form", new URL(form.action, location.href).pathname);
  form.dataset.kept = "1"; // typed on meanwhile, it is taken away again
  try {
    const answer = await fetch(`${form.dataset.keep}/keep`, {
      method: "POST", body: fields, keepalive: fields.toString().length < 60000,
      headers: { "X-CSRFToken": token(), Accept: "application/json" },
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.message);
    tell(form, told.text);
    forget(form);
    return true;
  } catch (error) {
    delete form.dataset.kept;
    if (await copy(form)) {
      form.dataset.kept = "1";
      tell(form, say("here"));
    }
    return false;
  }
}

function typed(form) {
  delete form.dataset.kept;
  clearTimeout(timers.copy);
  clearTimeout(timers.keep);
  timers.copy = setTimeout(() => copy(form), COPY_MS);
  timers.keep = setTimeout(() => keep(form), QUIET_MS);
}

/** A save is only sent into a network that is there: a browser's own error page would take the form away. */
async function send(form, submitter) {
  await copy(form, true);
  try {
    await fetch(form.dataset.keep, { headers: { Accept: "application/json" }, cache: "no-store", redirect: "manual" });
  } catch {
    toast({ text: say("offline"), tone: "error" });
    return;
  }
  form.dataset.sure = "1";
  form.requestSubmit(submitter);
}

/** Come back to by the back button, a form is fetched anew and filled again by the browser: it is still the same form. */
function same(form) {
  const once = history.state?.once;
  if (once) {
    form.dataset.keep = form.dataset.keep.replace(form.elements.once.value, once);
    form.elements.once.value = once;
  } else {
    history.replaceState({ ...history.state, once: form.elements.once.value }, "");
  }
}

export function startKeeping() {
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  same(form);
  form.addEventListener("input", () => typed(form));
  form.addEventListener("change", () => typed(form));
  form.addEventListener("submit", (event) => {
    clearTimeout(timers.copy);
    clearTimeout(timers.keep);
    if (form.dataset.sure) return delete form.dataset.sure;
    event.preventDefault();
    event.stopImmediatePropagation();
    send(form, event.submitter);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timers.keep && !form.dataset.kept && !form.dataset.sent) keep(form);
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    keep(form);
  });
}
