// A card drawn to another lane presses its button that leads there. The buttons stay the way for keyboard, ears and phone.

const board = document.querySelector(".fq-board");
const lanes = [...board.querySelectorAll("[data-lane]")];
let held = null;

const ways = (lane) => [...held.querySelectorAll("[data-to]")].filter((way) => way.dataset.to === lane.dataset.lane);
const laneOf = (event) => held && lanes.find((lane) => lane.contains(event.target) && ways(lane).length);

function letGo() {
  held?.classList.remove("is-held");
  board.classList.remove("is-moving");
  lanes.forEach((lane) => lane.classList.remove("is-open", "is-over"));
  held = null;
}

/** One way is gone; of several the card asks which. */
function go(several) {
  if (several.length === 1) several[0].querySelector("button, a").click();
  else {
    several.forEach((way) => way.classList.add("is-asked"));
    several[0].querySelector("button, a").focus();
  }
}

board.addEventListener("dragstart", (event) => {
  const card = event.target.closest?.("[draggable=true]");
  if (!card) return;
  held = card;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", card.querySelector("h3").textContent);
  // a class set at once would be in the picture that hangs at the pointer
  requestAnimationFrame(() => {
    held?.classList.add("is-held");
    board.classList.add("is-moving");
    lanes.forEach((lane) => lane.classList.toggle("is-open", !!held && ways(lane).length > 0));
  });
});

board.addEventListener("dragover", (event) => {
  const lane = laneOf(event);
  lanes.forEach((each) => each.classList.toggle("is-over", each === lane));
  if (lane) event.preventDefault();
});

board.addEventListener("drop", (event) => {
  const lane = laneOf(event);
  if (!lane) return;
  event.preventDefault();
  const several = ways(lane);
  letGo();
  go(several);
});

board.addEventListener("dragend", letGo);
