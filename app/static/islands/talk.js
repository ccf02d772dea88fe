// What helps while people talk: phrases put in where the caret stands, and how long it has lasted.
import { length } from "./due.js";
import { say, serverNow } from "./page.js";

function put(select) {
  const text = document.getElementById(select.dataset.into);
  const before = text.value.slice(0, text.selectionStart);
  text.setRangeText((before && !before.endsWith("\n") ? "\n" : "") + select.value, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  select.value = "";
  text.focus();
}

/** A moment as its control holds it: that of the house's zone, to the minute. */
const minute = (moment) => new Date(moment + 8 * 3600e3).toISOString().slice(0, 16);

function tell(line) {
  const from = document.getElementById(line.dataset.from)?.value;
  const to = document.getElementById(line.dataset.lasts).value;
  const seconds = (Date.parse(`${to || minute(serverNow())}Z`) - Date.parse(`${from}Z`)) / 1000;
  line.hidden = !(seconds >= 0);
  if (!line.hidden) line.querySelector("span").textContent = say("lasted", { time: length(seconds) });
}

export function startTalk() {
  const lines = document.querySelectorAll("[data-lasts]");
  const all = () => lines.forEach(tell);
  for (const select of document.querySelectorAll("[data-into]")) {
    select.hidden = false;
    select.addEventListener("change", () => select.value && put(select));
  }
  for (const line of lines) {
    line.querySelector("button").addEventListener("click", () => {
      document.getElementById(line.dataset.lasts).value = minute(serverNow());
      all();
    });
  }
  if (!lines.length) return;
  document.addEventListener("input", all);
  setInterval(all, 15000);
  all();
}
