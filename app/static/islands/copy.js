// The copy a browser keeps of a form while somebody types, for when the network or the session is gone before the
// server has it. Encrypted with a key only its owner is given, without numbers and phones of people; gone after a save,
// a sign-out and a day.
const PREFIX = "fq-typed:";
const DAY_MS = 86400000;
const NOT_COPIED = ["csrf_token", "once"];
const AS_OPENED = ["row_version", "seen"]; // hidden, but with them a save that came in between is found out

/** Once somebody signs out nothing more is copied: a form that is still being kept would bring its copy back. */
let signedOut = false;

const secure = () => Boolean(globalThis.crypto?.subtle);
const place = (form) => `${PREFIX}${form.dataset.who}:${location.pathname}`;
const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
const raw = (words) => Uint8Array.from(atob(words), (sign) => sign.charCodeAt(0));
const keyOf = (form) => crypto.subtle.importKey("raw", bytes(form.dataset.key), "AES-GCM", false, ["encrypt", "decrypt"]);

function read(name) {
  try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
}

function entries() {
  try { return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)); } catch { return []; }
}

/** Put what stands in a form into this browser; `sent` says it is on its way. Resolves to whether it could. */
export async function copy(form, sent = false) {
  if (signedOut || !secure()) return false;
  const hidden = new Set([...form.dataset.private.split(" "), ...NOT_COPIED]);
  const pairs = [...new FormData(form)].filter(([name, value]) => !hidden.has(name) && typeof value === "string");
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(pairs));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(form), plain);
  const entry = { at: Date.now(), once: form.elements.once.value, sent, iv: text(iv), data: text(sealed) };
  if (signedOut) return false; // meanwhile
  try {
    localStorage.setItem(place(form), JSON.stringify(entry));
    return true;
  } catch {
    return false; // no room, or a private window
  }
}

async function open(form, entry) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: raw(entry.iv) }, await keyOf(form), raw(entry.data));
  return JSON.parse(new TextDecoder().decode(plain));
}

/** Write pairs back into the fields of a form; what it has no field for is left out. */
function fill(form, pairs) {
  const given = new Map();
  for (const [name, value] of pairs) given.set(name, [...(given.get(name) ?? []), value]);
  for (const field of form.elements) {
    const values = given.get(field.name);
    if (!field.name || field.type === "file" || (field.type === "hidden" && !AS_OPENED.includes(field.name))) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = values?.includes(field.value) ?? false;
    else if (values && field.tomselect) {
      values.forEach((value) => field.tomselect.addOption({ value, text: value }));
      field.tomselect.setValue(values);
    } else if (values && field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
    else if (values) field.value = values[0];
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

async function offer(form, entry) {
  const pairs = await open(form, entry).catch(() => null);
  if (!pairs) return localStorage.removeItem(place(form));
  const bar = document.getElementById("left").content.cloneNode(true).firstElementChild;
  const time = new Date(entry.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
  const words = bar.querySelector("[data-words]");
  words.textContent = words.dataset.words.replace("{time}", time);
  bar.addEventListener("click", (event) => {
    const act = event.target.closest("[data-left]")?.dataset.left;
    if (!act) return;
    if (act === "take") fill(form, pairs);
    else localStorage.removeItem(place(form));
    bar.remove();
  });
  form.closest("main").querySelector("h1").parentElement.after(bar);
}

/** Take a copy away whose form was saved. */
async function tidy(name, entry) {
  const home = document.querySelector(".fq-brand").getAttribute("href");
  const answer = await fetch(`${home}drafts/${entry.once}`, { headers: { Accept: "application/json" } });
  if (answer.ok && (await answer.json()).saved) localStorage.removeItem(name);
}

async function look(form) {
  const name = place(form);
  const entry = read(name);
  if (!entry || form.elements.once.value === entry.once) return;
  await tidy(name, entry).catch(() => {});
  if (read(name)) await offer(form, entry);
}

export function forget(form) {
  try { localStorage.removeItem(place(form)); } catch { /* a private window */ }
}

export async function startCopies() {
  document.getElementById("sign-out")?.addEventListener("submit", () => {
    signedOut = true;
    entries().forEach((name) => localStorage.removeItem(name));
  });
  for (const name of entries()) {
    const entry = read(name);
    if (!entry || Date.now() - entry.at > DAY_MS) localStorage.removeItem(name);
    else if (entry.sent && document.getElementById("sign-out")) await tidy(name, entry).catch(() => {});
  }
  const form = document.querySelector("form[data-keep]");
  if (form && secure()) await look(form);
}
