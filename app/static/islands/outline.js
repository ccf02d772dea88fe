// Drawing an outline or a line. The text is what is sent; map and table show it and write it, so either hand can do all.
import { Steps, area, read, rounded, write } from "./corners.js";

const box = document.querySelector("[data-draw]");
const kind = box.dataset.draw;
const field = document.querySelector("#f-outline");
const error = document.querySelector("#f-outline-error");
const told = document.querySelector("[data-told]");
const table = document.querySelector("[data-corners]");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Pixels within which a neighbour's corner holds a new one fast; corners a table and the map still bear. */
const NEAR = 16;
const MOST = 300;

const steps = new Steps(read(field.value, kind) ?? [[[]]]);
let chosen = { part: 0, ring: 0, corner: steps.now[0][0].length - 1 };

// ---- the map ----
const map = L.map(box, { attributionControl: false, zoomControl: false, zoomSnap: 0.25, maxZoom: 20, doubleClickZoom: false });
L.control.zoom({ zoomInTitle: box.dataset.in, zoomOutTitle: box.dataset.out }).addTo(map);
L.control.scale({ imperial: false }).addTo(map);

function lay(name, style) {
  return [...document.querySelectorAll(`[data-${name}]`)].map((item) => {
    const layer = L.geoJSON(JSON.parse(item.dataset[name]), { style, interactive: false }).addTo(map);
    const label = Object.assign(document.createElement("span"), { textContent: item.textContent });
    return layer.bindTooltip(label, { permanent: true, direction: "center", className: "fq-map-name is-faint" });
  });
}
const faint = () => ({ color: colour("tx3"), weight: 1, fillOpacity: 0.04 });
const neighbours = lay("beneath", faint);
const whole = lay("whole", () => ({ color: colour("tx2"), weight: 2, fillOpacity: 0.08 }));
const saved = lay("saved", () => ({ color: colour("am"), weight: 2, dashArray: "6 5", fillOpacity: 0 }));
const held = [];
const corners = (points) => (typeof points[0] === "number" ? held.push(points) : points.forEach(corners));
for (const layer of [...neighbours, ...whole]) layer.eachLayer((one) => corners(one.feature.geometry.coordinates));

const shape = L.layerGroup().addTo(map);
const pins = L.layerGroup().addTo(map);
const at = ([east, north]) => L.latLng(north, east);

/** Where a point goes: to a neighbour's corner near by, else where it was put. */
function snapped(point) {
  const here = map.latLngToContainerPoint(point);
  let best = null;
  let least = NEAR;
  for (const corner of held) {
    const far = here.distanceTo(map.latLngToContainerPoint(at(corner)));
    if (far <= least) [best, least] = [corner, far];
  }
  return best ? rounded(best) : rounded([point.lng, point.lat]);
}

// ---- changing ----
const copy = () => structuredClone(steps.now);
const ringOf = (parts, { part, ring } = chosen) => parts[part]?.[ring] ?? parts[0][0];

function change(act, corner) {
  const parts = copy();
  act(ringOf(parts));
  const left = parts.map((part) => (part[0].length ? part.filter((ring) => ring.length) : [])).filter((part) => part.length);
  steps.take(left.length ? left : [[[]]]);
  chosen = { ...chosen, corner: Math.min(corner ?? chosen.corner, ringOf(steps.now).length - 1) };
  show();
}

const add = (point) => change((ring) => ring.splice(chosen.corner + 1, 0, point), chosen.corner + 1);
const remove = () => change((ring) => ring.splice(chosen.corner, 1), Math.max(chosen.corner - 1, 0));
const move = (point) => change((ring) => ring.splice(chosen.corner, 1, point));

const acts = {
  undo: () => { steps.undo(); show(); },
  redo: () => { steps.redo(); show(); },
  clear: () => { steps.take([[[]]]); chosen = { part: 0, ring: 0, corner: -1 }; show(); },
  remove: () => ringOf(steps.now).length && remove(),
  add: () => {
    const ring = ringOf(steps.now);
    chosen = { ...chosen, corner: ring.length - 1 };
    const centre = map.getCenter();
    add(rounded([centre.lng, centre.lat]));
    table.querySelector("tr.is-current input")?.focus();
  },
};

// ---- showing ----
function show() {
  field.value = write(steps.now);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  wrong(false);
  draw();
}

function draw() {
  const style = { color: colour("ac"), weight: 2.5, fillOpacity: kind === "line" ? 0 : 0.18 };
  shape.clearLayers();
  pins.clearLayers();
  for (const part of steps.now) {
    const rings = part.map((ring) => ring.map(at));
    shape.addLayer((kind === "line" ? L.polyline(rings[0], style) : L.polygon(rings, style)).on("click", click));
  }
  const count = steps.now.flat(2).length;
  if (count <= MOST) each((corner, place) => pins.addLayer(pin(corner, place)));
  tabulate(count);
  const told_ = kind === "polygon" && ringOf(steps.now).length > 2 ? told.dataset.area : told.dataset.plain;
  told.textContent = told_.replace("{n}", count).replace("{area}", Math.round(area(steps.now)).toLocaleString());
  for (const [name, off] of [["undo", steps.first], ["redo", steps.last], ["remove", !count], ["clear", !count]]) {
    document.querySelector(`[data-do="${name}"]`).toggleAttribute("disabled", off);
  }
}

function each(act) {
  steps.now.forEach((part, p) => part.forEach((ring, r) => ring.forEach((corner, c) => act(corner, { part: p, ring: r, corner: c }))));
}

const same = (one, other) => one.part === other.part && one.ring === other.ring && one.corner === other.corner;

function pin(corner, place) {
  const icon = L.divIcon({ className: `fq-corner${same(place, chosen) ? " is-current" : ""}`, iconSize: [24, 24] });
  const marker = L.marker(at(corner), { icon, draggable: true, keyboard: false });
  marker.on("click", () => choose(place));
  marker.on("dragstart", () => { chosen = place; });
  marker.on("dragend", () => move(snapped(marker.getLatLng())));
  return marker;
}

function choose(place) {
  chosen = place;
  draw();
}

function click(event) {
  L.DomEvent.stopPropagation(event);
  add(snapped(event.latlng));
}

// ---- the table ----
function tabulate(count) {
  const body = table.querySelector("tbody");
  table.querySelector("[data-many]").hidden = count <= MOST;
  const rows = [];
  if (count <= MOST) {
    each((corner, place) => {
      const row = table.querySelector("template").content.firstElementChild.cloneNode(true);
      row.classList.toggle("is-current", same(place, chosen));
      row.place = place;
      for (const input of row.querySelectorAll("input")) {
        input.value = corner[input.dataset.axis];
        input.setAttribute("aria-label", `${input.getAttribute("aria-label")} ${rows.length + 1}`);
      }
      rows.push(row);
    });
  }
  body.replaceChildren(...rows);
}

function typed(input) {
  const row = input.closest("tr");
  const numbers = [...row.querySelectorAll("input")].map((one) => Number(one.value.trim() || NaN));
  const bad = !numbers.every(Number.isFinite);
  input.setAttribute("aria-invalid", bad);
  input.classList.toggle("is-invalid", bad);
  if (bad) return;
  chosen = row.place;
  move(rounded(numbers));
  map.panInside(at(numbers), { padding: [40, 40], animate: false });
}

const focusOn = (selector) => table.querySelector(`tr.is-current ${selector}`)?.focus();

table.addEventListener("change", (event) => {
  const next = document.activeElement;
  const [row, axis] = [next?.closest?.("tr")?.rowIndex, next?.dataset?.axis];
  typed(event.target);
  if (row) table.querySelectorAll("tr")[row]?.querySelector(axis ? `[data-axis="${axis}"]` : "button")?.focus();
});
table.addEventListener("click", (event) => {
  const row = event.target.closest("tbody tr");
  if (!row) return;
  if (event.target.closest("[data-after]")) {
    const ring = ringOf(steps.now, row.place);
    const [here, next] = [ring[row.place.corner], ring[(row.place.corner + 1) % ring.length]];
    chosen = row.place;
    add(rounded([(here[0] + next[0]) / 2, (here[1] + next[1]) / 2]));
    focusOn("input");
  } else if (event.target.closest("[data-away]")) {
    chosen = row.place;
    remove();
    (table.querySelector("tr.is-current [data-away]") ?? document.querySelector('[data-do="add"]')).focus();
  }
});

// ---- the text ----
function wrong(is) {
  error.hidden = !is;
  field.classList.toggle("is-invalid", is);
  field.toggleAttribute("aria-invalid", is);
  if (is) error.querySelector("span").textContent = error.dataset.unread;
}

field.addEventListener("change", () => {
  const parts = read(field.value, kind);
  wrong(!parts && !/^\s*(multi)?polygon/i.test(field.value));
  if (!parts) return;
  steps.take(parts);
  chosen = { part: 0, ring: 0, corner: parts[0][0].length - 1 };
  draw();
  fit();
});

// ---- keys and buttons ----
document.addEventListener("click", (event) => acts[event.target.closest("[data-do]")?.dataset.do]?.());
box.addEventListener("keydown", (event) => {
  if (event.key === "Delete" || event.key === "Backspace") acts.remove();
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.isComposing || event.target.matches("input, textarea")) return;
  const act = { z: event.shiftKey ? "redo" : "undo", y: "redo" }[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  acts[act]();
});

function fit() {
  const own = L.featureGroup([...shape.getLayers(), ...whole, ...saved]);
  const bounds = own.getBounds().isValid() ? own.getBounds() : L.featureGroup(neighbours).getBounds();
  if (bounds.isValid()) map.fitBounds(bounds, { padding: [60, 60], animate: false });
  else map.setView([35, 104], 4);
}

map.on("click", click);
document.querySelector("[data-tools]").hidden = false;
table.hidden = false;
map.setView([35, 104], 4);
draw();
fit();
for (const name of ["fq:theme", "storage"]) {
  window.addEventListener(name, () => { neighbours.forEach((layer) => layer.setStyle(faint())); draw(); });
}
