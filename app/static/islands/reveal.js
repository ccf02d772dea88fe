// The eye beside a masked value: asks for a purpose, shows the value, hides it again when its time is over.
import { post, say } from "./page.js";
import { open } from "./dialog.js";
import { toast } from "./toast.js";

const SECONDS = 60;
let eye = null;

function showFor(button, value, seconds) {
  const text = button.parentElement.querySelector("[data-masked]");
  text.textContent = value;
  text.tabIndex = -1;
  button.hidden = true;
  text.focus();
  setTimeout(() => {
    text.textContent = text.dataset.masked;
    button.hidden = false;
  }, seconds * 1000);
}

export function startReveal() {
  const dialog = document.getElementById("reveal");
  const title = dialog.querySelector("#reveal-title");
  document.addEventListener("click", (event) => {
    eye = event.target.closest("[data-reveal]") ?? eye;
    if (!event.target.closest("[data-reveal]")) return;
    title.textContent = title.dataset.words.replace("{label}", eye.dataset.label);
    dialog.querySelector("select").value = "";
    open(dialog, eye);
  });
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const reason = dialog.querySelector("select").value;
    dialog.close();
    try {
      const { value, seconds } = await post(eye.dataset.reveal, { reason });
      showFor(eye, value, seconds ?? SECONDS);
    } catch (error) {
      toast({ text: error.message || say("failed"), tone: "error" });
    }
  });
}
