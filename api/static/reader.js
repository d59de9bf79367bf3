// The page of a text: from a mark to its card and back, permalinks to any passage, what is shown.
const page = document.querySelector(".reader");
const text = page.querySelector(".text");
const cards = page.querySelector(".cards-side");
let chosen = null;

const marksOf = (id) => text.querySelectorAll(`.m[data-cards~="${CSS.escape(id)}"]`);
const isSheet = () => getComputedStyle(cards).position === "static" && matchMedia("(max-width: 64rem)").matches;

function clear() {
  if (!chosen) return;
  chosen.classList.remove("chosen");
  for (const mark of text.querySelectorAll(".m.chosen")) mark.classList.remove("chosen");
  chosen = null;
}

function choose(card, from) {
  clear();
  chosen = card;
  card.classList.add("chosen");
  const marks = marksOf(card.id);
  for (const mark of marks) mark.classList.add("chosen");
  history.replaceState(null, "", `${location.pathname}${location.search}#char=${card.dataset.char}`);
  if (from !== "card" && !isSheet()) card.scrollIntoView({ block: "nearest", behavior: "instant" });
  if (from !== "text" && marks.length) marks[0].scrollIntoView({ block: "center", behavior: "instant" });
}

text.addEventListener("click", (event) => {
  const mark = event.target.closest("a.m");
  if (!mark || String(getSelection())) return;
  event.preventDefault();
  const ids = mark.dataset.cards.split(" ").filter((id) => isShown(document.getElementById(id)));
  const at = chosen ? ids.indexOf(chosen.id) : -1;
  const card = document.getElementById(ids[(at + 1) % ids.length]);
  if (card) choose(card, "text");
  else clear();
});

const isShown = (card) => card && getComputedStyle(card).display !== "none";

cards.addEventListener("click", (event) => {
  const card = event.target.closest(".fact");
  if (event.target.closest(".back")) event.preventDefault();
  if (!card || event.target.closest("a:not(.back), button, details")) return;
  choose(card, "link");
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") clear();
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

function follow() {
  const name = decodeURIComponent(location.hash.slice(1));
  if (!name) return;
  const place = document.getElementById(name);
  if (place?.classList.contains("fact")) return choose(place, "link");
  const passage = /^char=(\d+),(\d+)$/.exec(name);
  if (!passage) return;
  if (place) {
    point(passage[0].slice(5));
    return place.scrollIntoView({ block: "center", behavior: "instant" });
  }
  const query = new URLSearchParams(location.search);
  const wanted = `${passage[1]},${passage[2]}`;
  if (query.get("at") === wanted) return;
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

// A selection in the text becomes the address of that passage.
function offset(node, at) {
  const line = node.parentElement?.closest("[data-s]");
  if (!line || !text.contains(line)) return null;
  const range = document.createRange();
  range.selectNodeContents(line);
  range.setEnd(node, at);
  return Number(line.dataset.s) + [...range.toString()].length;
}

document.addEventListener("mouseup", () => {
  const selection = getSelection();
  if (selection.isCollapsed || !text.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return;
  history.replaceState(null, "", `${location.pathname}${location.search}#char=${start},${end}`);
});

addEventListener("hashchange", follow);
follow();
