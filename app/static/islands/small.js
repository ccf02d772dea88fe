// Small conveniences: copy a number, show a password, warn of Caps Lock, bring the present stage into sight.
import { say } from "./page.js";
import { toast } from "./toast.js";

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // over plain http in a local network the clipboard is closed to scripts: the old way still works
    const box = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  toast({ text: `${say("copied")} ${text}` });
}

function showPassword(button) {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  const visible = field.type === "password";
  field.type = visible ? "text" : "password";
  button.setAttribute("aria-pressed", String(visible));
  button.querySelector("span").textContent = say(visible ? "hide" : "show");
}

/** On a phone the strip is wider than the page: its present stage stands in the middle. */
function showStage(strip) {
  const now = strip.querySelector("[aria-current]");
  if (now) strip.scrollLeft += now.getBoundingClientRect().left - strip.getBoundingClientRect().left - (strip.clientWidth - now.offsetWidth) / 2;
}

export function startSmall() {
  document.querySelectorAll(".fq-stages").forEach(showStage);
  document.addEventListener("click", (event) => {
    const number = event.target.closest("[data-copy]");
    if (number) copy(number.dataset.copy);
    const eye = event.target.closest("[data-show-password]");
    if (eye) showPassword(eye);
  });
  const caps = document.querySelector("[data-caps]");
  document.addEventListener("keyup", (event) => {
    if (caps && event.target.type === "password") caps.hidden = !event.getModifierState?.("CapsLock");
  });
}
