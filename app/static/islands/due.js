// Limits: those in natural time tick as text; a press on one opens where it comes from.
import { say, serverNow } from "./page.js";

const MINUTE = 60, HOUR = 3600, DAY = 86400;

/** Seconds in words, two units at most: “3 小时 48 分”, “2 分 10 秒”, “1 天 4 小时”. */
export function length(seconds) {
  const part = (key, n) => (n ? say(key, { n }) : "");
  const pair = (a, b) => [a, b].filter(Boolean).join(" ");
  if (seconds >= DAY) return pair(part("days", Math.floor(seconds / DAY)), part("hours", Math.floor(seconds % DAY / HOUR)));
  if (seconds >= HOUR) return pair(part("hours", Math.floor(seconds / HOUR)), part("minutes", Math.floor(seconds % HOUR / MINUTE)));
  return pair(part("minutes", Math.floor(seconds / MINUTE)), part("seconds", seconds % MINUTE)) || say("seconds", { n: 0 });
}

function tick() {
  for (const node of document.querySelectorAll("[data-due]")) {
    const seconds = Math.round((Date.parse(node.dataset.due) - serverNow()) / 1000);
    if (Number.isNaN(seconds)) continue;
    const text = say(seconds < 0 ? "over" : "left", { time: length(Math.abs(seconds)) });
    if (node.textContent !== text) node.textContent = text;
    if (seconds < 0) {
      const cell = node.closest(".fq-due");
      cell?.classList.remove("t-amber");
      cell?.classList.add("t-red");
    }
  }
}

let from = null;

function close(pop) {
  if (pop.hidden) return;
  pop.hidden = true;
  from?.setAttribute("aria-expanded", "false");
  if (pop.contains(document.activeElement)) from?.focus();
}

function put(pop, button) {
  const box = button.getBoundingClientRect();
  const top = box.bottom + pop.offsetHeight + 16 > innerHeight ? Math.max(8, box.top - pop.offsetHeight - 6) : box.bottom + 6;
  pop.style.top = `${top}px`;
  pop.style.left = `${Math.max(12, Math.min(box.left, innerWidth - pop.offsetWidth - 12))}px`;
}

async function show(pop, button) {
  const body = pop.querySelector("[data-pop-body]");
  const inside = button.parentElement.querySelector("template");
  if (inside) {
    body.replaceChildren(inside.content.cloneNode(true));
  } else {
    const answer = await fetch(button.dataset.pop, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok) return;
    body.innerHTML = await answer.text();
  }
  from = button;
  pop.hidden = false;
  button.setAttribute("aria-expanded", "true");
  put(pop, button);
  pop.focus({ preventScroll: true });
}

export function startDue() {
  const pop = document.getElementById("pop");
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pop]");
    const again = button && button === from && !pop.hidden;
    if (!pop.contains(event.target) || event.target.closest("[data-pop-close]")) close(pop);
    if (button && !again) show(pop, button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || pop.hidden) return;
    from?.focus();
    close(pop);
    event.preventDefault();
  });
  document.addEventListener("scroll", () => close(pop), { capture: true, passive: true });
  if (document.querySelector("[data-due]")) setInterval(tick, 1000);
  tick();
}
