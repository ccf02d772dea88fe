// A pad to sign on with finger, pen or mouse. What is drawn goes into the file field below it, which stays the way of the keyboard.

const WIDE = 5;

function start(pad) {
  const canvas = pad.querySelector("canvas");
  const input = pad.querySelector("input[type=file]");
  const ink = canvas.getContext("2d");
  let last = null;

  function place(event) {
    const box = canvas.getBoundingClientRect();
    return { x: ((event.clientX - box.left) * canvas.width) / box.width, y: ((event.clientY - box.top) * canvas.height) / box.height };
  }

  function line(to) {
    Object.assign(ink, { lineWidth: WIDE, lineCap: "round", lineJoin: "round", strokeStyle: "#111" });
    ink.beginPath();
    ink.moveTo(last.x, last.y);
    ink.lineTo(to.x, to.y);
    ink.stroke();
    last = to;
  }

  function hand() {
    const picture = atob(canvas.toDataURL("image/png").split(",")[1]);
    const file = new File([Uint8Array.from(picture, (sign) => sign.charCodeAt(0))], "signature.png", { type: "image/png" });
    const files = new DataTransfer();
    files.items.add(file);
    input.files = files.files;
  }

  function wipe() {
    ink.clearRect(0, 0, canvas.width, canvas.height);
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    last = place(event);
    line({ x: last.x + 0.1, y: last.y });
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    for (const step of event.getCoalescedEvents?.() ?? [event]) line(place(step));
  });
  for (const type of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(type, () => {
      if (last) hand();
      last = null;
    });
  }
  pad.querySelector("[data-wipe]").addEventListener("click", () => {
    wipe();
    input.value = "";
  });
  input.addEventListener("change", wipe);
  for (const part of pad.querySelectorAll("[data-drawn]")) part.hidden = false;
}

for (const pad of document.querySelectorAll("[data-pad]")) start(pad);
