// What is drawn, as corners: parts of rings of [longitude, latitude], no corner twice. Read from text and written as text.

const NUMBERS = /^\s*([-+]?\d+(?:\.\d+)?)[\s,;，；、]+([-+]?\d+(?:\.\d+)?)\s*$/;
const DECIMALS = 6;

export const rounded = ([east, north]) => [Number(east.toFixed(DECIMALS)), Number(north.toFixed(DECIMALS))];

const open = (ring) => {
  const [first, last] = [ring[0], ring.at(-1)];
  return (ring.length > 1 && first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring).map(rounded);
};

function geometry(said) {
  if (said.type === "FeatureCollection") return said.features.length === 1 ? geometry(said.features[0]) : null;
  return said.type === "Feature" ? said.geometry : said;
}

/** The parts a text gives, or null when it is not understood; WKT is left to the server. */
export function read(text, kind) {
  const plain = text.trim();
  if (!plain) return [[[]]];
  if (plain.startsWith("{")) {
    try {
      const { type, coordinates } = geometry(JSON.parse(plain));
      if (kind === "line") return type === "LineString" ? [[coordinates.map(rounded)]] : null;
      if (type === "Polygon") return [coordinates.map(open)];
      return type === "MultiPolygon" ? coordinates.map((part) => part.map(open)) : null;
    } catch {
      return null;
    }
  }
  const lines = plain.split("\n").filter((line) => line.trim()).map((line) => line.match(NUMBERS));
  if (!lines.every(Boolean)) return null;
  const ring = lines.map(([, east, north]) => rounded([Number(east), Number(north)]));
  return [[kind === "line" ? ring : open(ring)]];
}

/** The parts as text: a corner a line where there is one ring, else GeoJSON. */
export function write(parts) {
  if (parts.length === 1 && parts[0].length === 1) return parts[0][0].map((corner) => corner.join(", ")).join("\n");
  const closed = parts.map((part) => part.map((ring) => [...ring, ring[0]]));
  const [type, coordinates] = parts.length === 1 ? ["Polygon", closed[0]] : ["MultiPolygon", closed];
  return JSON.stringify({ type, coordinates });
}

/** Square metres of a ring, as exact as a sphere is. */
function land(ring) {
  const radian = Math.PI / 180;
  let sum = 0;
  ring.forEach(([east, north], place) => {
    const [after, above] = ring[(place + 1) % ring.length];
    sum += (after - east) * radian * (2 + Math.sin(north * radian) + Math.sin(above * radian));
  });
  return Math.abs((sum * 6371008.8 ** 2) / 2);
}

export const area = (parts) =>
  parts.reduce((sum, [outer, ...holes]) => sum + holes.reduce((left, hole) => left - land(hole), land(outer)), 0);

/** Every state there was, so that each step can be taken back and done again. */
export class Steps {
  #past;
  #place = 0;

  constructor(first) { this.#past = [first]; }
  get now() { return this.#past[this.#place]; }
  get first() { return this.#place === 0; }
  get last() { return this.#place === this.#past.length - 1; }
  take(state) {
    this.#past = [...this.#past.slice(0, this.#place + 1), state].slice(-200);
    this.#place = this.#past.length - 1;
  }
  undo() { if (!this.first) this.#place -= 1; }
  redo() { if (!this.last) this.#place += 1; }
}
