"use strict";
// What the page knows: the scene's data, its words, and small ways to ask about them.
const scene = JSON.parse(document.getElementById("scene").textContent);
const words = scene.words;
const root = document.documentElement;
const at = (id) => document.getElementById(id);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

const nodes = new Map(scene.nodes.map((node) => [node.id, node]));
const columns = ["task", "agency"].map((group) => scene.nodes.filter((node) => node.group === group));
const linksOf = new Map(scene.nodes.map((node) => [node.id, []]));
for (const edge of scene.edges) {
  linksOf.get(edge.from).push(edge);
  linksOf.get(edge.to).push(edge);
}
const far = (edge, id) => nodes.get(edge.from === id ? edge.to : edge.from);

// The choice of the reader: read from the address, see network.js.
let state = { sel: "", role: "", view: "table", theme: "auto" };
const shown = (edge) => !state.role || edge.role === state.role || edge.style === state.role;
const touches = (edge) => !state.sel || edge.from === state.sel || edge.to === state.sel;
const standsOut = (edge) => shown(edge) && touches(edge);

// The ids of the boxes that stand out; null where nothing is chosen and all do.
function brightNodes() {
  if (!state.sel && !state.role) return null;
  const bright = new Set(state.sel ? [state.sel] : []);
  for (const edge of scene.edges) if (standsOut(edge)) bright.add(edge.from).add(edge.to);
  return bright;
}
