// File fields take files that are dropped or pasted; the field itself stays the way of the keyboard.

function give(zone, files) {
  const input = zone.querySelector("input[type=file]");
  const all = new DataTransfer();
  for (const file of input.multiple ? [...input.files, ...files] : [...files].slice(0, 1)) all.items.add(file);
  input.files = all.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

export function startFiles() {
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-drop-send] input[type=file]") && event.target.files.length) event.target.form.requestSubmit();
  });
  for (const type of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(type, (event) => {
      const zone = event.target.closest?.("[data-drop]");
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("is-over", type === "dragover");
      if (type === "drop") give(zone, event.dataTransfer.files);
    });
  }
  document.addEventListener("paste", (event) => {
    const files = event.clipboardData?.files;
    const zone = event.target.closest("[data-drop]") ?? event.target.closest("form")?.querySelector("[data-drop]")
      ?? document.querySelector("[data-drop-send] [data-drop]");
    if (!files?.length || !zone) return;
    event.preventDefault();
    give(zone, files);
  });
}
