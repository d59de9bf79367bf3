// The page of a text: from a mark to its card and back, permalinks to any passage, what is shown.
const page = document.querySelector(".reader");
const text = page.querySelector(".text");
const cards = page.querySelector(".cards-side");
let chosen = null;

// Marks are links; a mouse that is drawn over one shall select its words, not drag the link.
for (const mark of text.querySelectorAll("a.m")) mark.draggable = false;

const marksOf = (id) => text.querySelectorAll(`.m[data-cards~="${CSS.escape(id)}"]`);
const isSheet = () => getComputedStyle(cards).position === "static" && matchMedia("(max-width: 64rem)").matches;

function clear() {
  if (!chosen) return;
  chosen.classList.remove("chosen");
  chosen.querySelector(".several")?.remove();
  for (const mark of text.querySelectorAll(".m.chosen")) mark.classList.remove("chosen");
  chosen = null;
}

function choose(card, from) {
  clear();
  chosen = card;
  card.classList.add("chosen");
  const marks = marksOf(card.id);
  for (const mark of marks) mark.classList.add("chosen");
  const here = `${location.pathname}${location.search}#char=${card.dataset.char}`;
  history.replaceState({ card: card.id }, "", here);
  if (from !== "card" && !isSheet()) card.scrollIntoView({ block: "nearest", behavior: "instant" });
  if (from !== "text" && marks.length) marks[0].scrollIntoView({ block: "center", behavior: "instant" });
}

// Where several facts stand at the same words, the card tells so: the next one is a click away.
function tellOthers(card, ids) {
  if (ids.length < 2) return;
  const several = document.createElement("p");
  several.className = "meta several";
  several.textContent = page.dataset.several
    .replace("{n}", ids.indexOf(card.id) + 1).replace("{all}", ids.length);
  card.querySelector("details").before(several);
}

// A choice by the keyboard takes it along, so that what is in the card is the next to be reached.
text.addEventListener("click", (event) => {
  const mark = event.target.closest("a.m");
  if (!mark) return;
  event.preventDefault();
  if (event.detail && String(getSelection())) return;
  const ids = mark.dataset.cards.split(" ").filter((id) => isShown(document.getElementById(id)));
  const at = chosen ? ids.indexOf(chosen.id) : -1;
  const card = document.getElementById(ids[(at + 1) % ids.length]);
  if (!card) return clear();
  clear();
  tellOthers(card, ids);
  choose(card, "text");
  if (!event.detail) card.focus({ preventScroll: true });
});

const isShown = (card) => card && getComputedStyle(card).display !== "none";

cards.addEventListener("click", (event) => {
  const card = event.target.closest(".fact");
  if (event.target.closest(".back")) event.preventDefault();
  if (!card || event.target.closest("a:not(.back), button, details")) return;
  choose(card, "link");
  if (!event.detail) marksOf(card.id)[0]?.focus({ preventScroll: true });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !chosen) return;
  const mark = marksOf(chosen.id)[0];
  if (chosen.contains(document.activeElement)) mark?.focus({ preventScroll: true });
  clear();
});

// A passage that is the words of a fact opens its card; any other brings its first card into view.
function point(passage) {
  const facts = [...cards.querySelectorAll(".fact")].filter(isShown);
  const same = facts.find((card) => card.dataset.char === passage);
  if (same) return choose(same, "text");
  const [start, end] = passage.split(",").map(Number);
  const first = facts.find((card) => {
    const [from, to] = card.dataset.char.split(",").map(Number);
    return from < end && to > start;
  });
  if (first && !isSheet()) first.scrollIntoView({ block: "nearest", behavior: "instant" });
}

function named(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

// RFC 5147: a range of characters, one that is open at an end, or the place of one character.
function passageOf(name) {
  const told = /^char=(\d*)(,?)(\d*)$/.exec(name);
  if (!told || !(told[1] || told[3])) return name.slice("char=".length, 40);
  const start = Number(told[1] || 0);
  const last = told[3] || (told[2] ? page.dataset.length : start + 1);
  return `${start},${last}`;
}

function follow() {
  const name = named(location.hash.slice(1));
  const before = document.getElementById(history.state?.card ?? "");
  if (before && name === `char=${before.dataset.char}`) return choose(before, "link");
  if (!name) return;
  const place = document.getElementById(name);
  if (place?.classList.contains("fact")) return choose(place, "link");
  if (!name.startsWith("char=")) return;
  const wanted = passageOf(name);
  if (place) {
    point(wanted);
    return place.scrollIntoView({ block: "center", behavior: "instant" });
  }
  const query = new URLSearchParams(location.search);
  if (query.get("at") === wanted) return text.querySelector(".m.k-passage")?.scrollIntoView({ block: "center" });
  query.delete("part");
  query.delete("show");
  query.set("at", wanted);
  location.replace(`${location.pathname}?${query.toString().replaceAll("%2C", ",")}#${name}`);
}

// Which kinds are shown stands in the address, so that a link shows the same.
page.querySelector(".kinds")?.addEventListener("change", () => {
  const hidden = [...page.querySelectorAll(".kinds input:not(:checked)")];
  const query = new URLSearchParams(location.search);
  query.delete("hide");
  if (hidden.length) query.set("hide", hidden.map((box) => box.id.slice(5)).join(","));
  const search = query.toString().replaceAll("%2C", ",");
  history.replaceState(null, "", `${location.pathname}${search ? `?${search}` : ""}${location.hash}`);
});

// What is hidden stays so in the other parts of a long text.
page.addEventListener("click", (event) => {
  const link = event.target.closest("a[href*='?part=']");
  const hide = new URLSearchParams(location.search).get("hide");
  if (link && hide && !link.search.includes("hide=")) link.search += `&hide=${hide}`;
});

// A selection in the text becomes the address of that passage.
function offset(node, at) {
  const line = node.parentElement?.closest("[data-s]");
  if (!line || !text.contains(line)) return null;
  const range = document.createRange();
  range.selectNodeContents(line);
  range.setEnd(node, at);
  return Number(line.dataset.s) + [...range.toString()].length;
}

// By mouse, finger or keyboard: as soon as the selection stands still.
let settling = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(settling);
  settling = setTimeout(nameSelection, 200);
});

function nameSelection() {
  const selection = getSelection();
  if (selection.isCollapsed || !text.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return;
  history.replaceState(null, "", `${location.pathname}${location.search}#char=${start},${end}`);
}

addEventListener("hashchange", follow);
follow();
