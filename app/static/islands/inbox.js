// How many notices are unread: asked once a minute and person, not once a page, and only while the page is seen.
import { post } from "./page.js";

const FRESH = 60_000;
const KEY = "fq-inbox";

export function startInbox() {
  const bell = document.querySelector("[data-inbox]");
  if (!bell) return;
  let leaving = false; // an answer asked for before a notice was read would bring the old number back
  const who = document.querySelector(".fq-who b")?.textContent ?? "";

  function known() {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return kept?.who === who ? kept : null;
  }

  function draw({ text, label }) {
    const mark = bell.querySelector(".fq-count");
    mark.textContent = text;
    mark.hidden = !text;
    bell.setAttribute("aria-label", label);
  }

  async function look() {
    const kept = known();
    if (kept) draw(kept);
    if (document.hidden || (kept && Date.now() - kept.at < FRESH)) return;
    const answer = await fetch(bell.dataset.inbox, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const found = { ...(await answer.json()), who, at: Date.now() };
    if (leaving) return;
    sessionStorage.setItem(KEY, JSON.stringify(found));
    draw(found);
  }

  // the inbox itself changes the number
  if (document.querySelector("[data-notices]")) sessionStorage.removeItem(KEY);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-notice]");
    if (!link) return;
    sessionStorage.removeItem(KEY);
    const read = post(link.dataset.notice).catch(() => {});
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // opened beside this page
    event.preventDefault();
    leaving = true;
    read.then(() => location.assign(link.href)); // so that the next page already counts one less
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, FRESH);
  look();
}
