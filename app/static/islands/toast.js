// One-line notices at the bottom right. Errors stay until closed; others leave after ten seconds.
import { post, say } from "./page.js";

const STAY = 10;

/** Show a notice: {text, tone: ""|"error", undo: {url, seconds}}. */
export function toast({ text, tone = "", undo = null }) {
  const box = document.getElementById("toast-template").content.firstElementChild.cloneNode(true);
  box.querySelector("span").textContent = text;
  if (tone === "error") {
    box.classList.add("is-error");
    box.dataset.toast = "stay";
    const use = box.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, "#alert"));
  }
  if (undo) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.dataset.undo = undo.url;
    button.dataset.seconds = undo.seconds ?? STAY;
    box.querySelector("[data-close]").before(button);
  }
  document.getElementById("toasts").append(box);
  live(box);
}

function live(box) {
  const button = box.querySelector("[data-undo]");
  if (box.dataset.toast === "stay" && !button) return;
  let left = Number(button?.dataset.seconds ?? STAY);
  const tick = () => {
    if (!box.isConnected) return;
    if (left <= 0) return box.remove();
    if (button) button.textContent = say("undo", { n: left });
    // someone who reads or reaches for it gets all the time they need
    if (!box.matches(":hover, :focus-within")) left -= 1;
    setTimeout(tick, 1000);
  };
  tick();
}

async function undo(button) {
  try {
    await post(button.dataset.undo);
    location.reload();
  } catch (error) {
    toast({ text: error.message, tone: "error" });
  }
}

export function startToasts() {
  document.querySelectorAll("#toasts .fq-toast").forEach(live);
  document.addEventListener("click", (event) => {
    const box = event.target.closest(".fq-toast");
    if (!box) return;
    if (event.target.closest("[data-close]")) box.remove();
    const button = event.target.closest("[data-undo]");
    if (button) undo(button);
  });
  document.addEventListener("fq:toast", (event) => toast(event.detail));
}
