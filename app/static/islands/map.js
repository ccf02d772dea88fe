// A map without tiles: every place of the list is drawn with its outline. The list stays the way for keyboard and ears.

const box = document.querySelector("[data-map]");
const items = [...document.querySelectorAll("[data-shape]")];
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const DEPTH = [0, 0.14, 0.3, 0.46, 0.62];

/** Text, never HTML: names of places are typed by people. */
function label(item) {
  const node = document.createElement("span");
  const number = item.querySelector("em")?.textContent ?? "";
  node.append(Object.assign(document.createElement("b"), { textContent: item.querySelector("b").textContent }), number);
  return node;
}

function style(item, near) {
  return {
    color: colour("ac"),
    weight: near ? 4 : 1.5,
    fillColor: colour("ac"),
    fillOpacity: DEPTH[Number(item.dataset.step)] ?? DEPTH[1],
  };
}

/** A county of 1,600 grids is drawn on one canvas, and its names come when one points at them. */
const many = items.length > 400;
const map = L.map(box, { attributionControl: false, zoomControl: false, zoomSnap: 0.25, maxZoom: 19, preferCanvas: many });
L.control.zoom({ zoomInTitle: box.dataset.in, zoomOutTitle: box.dataset.out }).addTo(map);
L.control.scale({ imperial: false }).addTo(map);

const drawn = new Map();
for (const item of items) {
  const layer = L.geoJSON(JSON.parse(item.dataset.shape), { style: () => style(item, false) }).addTo(map);
  layer.bindTooltip(label(item), { permanent: !many, direction: "center", className: "fq-map-name" });
  drawn.set(item, layer);
  const link = item.querySelector("a");
  layer.on("mouseover", () => point(item, true));
  layer.on("mouseout", () => point(item, item.contains(document.activeElement)));
  layer.on("click", () => link.focus());
  layer.on("dblclick", (event) => {
    L.DomEvent.stop(event);
    location.assign(link.href);
  });
  item.addEventListener("mouseenter", () => point(item, true));
  item.addEventListener("mouseleave", () => point(item, item.contains(document.activeElement)));
  item.addEventListener("focusin", () => {
    point(item, true);
    map.panInsideBounds(layer.getBounds(), { animate: false });
  });
  item.addEventListener("focusout", () => point(item, false));
}

function point(item, near) {
  const layer = drawn.get(item);
  item.classList.toggle("is-current", near);
  layer.setStyle(style(item, near));
  if (near) layer.bringToFront();
}

const whole = () => L.featureGroup([...drawn.values()]).getBounds();

/** Pixels a place must be wide to bear its name; a narrower one keeps its number. */
const ROOM = 64;

function names() {
  for (const layer of drawn.values()) {
    const bounds = layer.getBounds();
    const wide = map.latLngToContainerPoint(bounds.getNorthEast()).x - map.latLngToContainerPoint(bounds.getSouthWest()).x;
    layer.getTooltip().getElement()?.classList.toggle("is-tight", wide < ROOM);
  }
}

map.on("zoomend", names);
map.fitBounds(whole(), { padding: [16, 16], animate: false });
names();
for (const told of ["fq:theme", "storage"]) {
  window.addEventListener(told, () => drawn.forEach((layer, item) => layer.setStyle(style(item, false))));
}
