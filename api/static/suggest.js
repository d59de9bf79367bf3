// Suggestions under a search box while somebody types; the form works without them.
const WAIT = 120;
const SHOWN = 56; // characters of a long text
const BEFORE = 12; // of them before what was typed

export function suggestIn(form) {
  const box = form.querySelector("input[name=q]");
  const list = form.querySelector(".suggestions");
  const kinds = JSON.parse(form.dataset.kinds);
  const home = form.dataset.home;
  let timer = 0;
  let asked = 0;
  let at = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(next) {
    const all = options();
    if (!all.length) return;
    at = (next + all.length) % all.length;
    all.forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
    box.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    const text = box.value.trim();
    const number = ++asked;
    if (!text) return close();
    const reply = await fetch(`${form.dataset.root}/api/suggest?limit=8&q=${encodeURIComponent(text)}`);
    if (number !== asked) return;
    if (!reply.ok) return close();
    show((await reply.json()).items, text);
  }

  function show(items, text) {
    list.replaceChildren(...items.map(draw), everywhere(text, items.length));
    list.hidden = false;
    at = -1;
    box.setAttribute("aria-expanded", "true");
  }

  function option(number) {
    const row = document.createElement("li");
    row.id = `${list.id}-${number}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    return row;
  }

  // Suggestions are names; the last row looks for the words in everything that plans say.
  function everywhere(text, number) {
    const row = option(number);
    row.className = "everywhere";
    row.dataset.href = `${home}/search?q=${encodeURIComponent(text)}`;
    const quoted = document.createElement("b");
    quoted.textContent = text;
    row.append(`${form.dataset.everywhere} `, quoted);
    return row;
  }

  function draw(item, number) {
    const row = option(number);
    const url = new URL(item.page);
    row.dataset.href = home + url.pathname.slice(form.dataset.root.length) + url.search + url.hash;
    const name = document.createElement("span");
    name.lang = "zh-Hans";
    name.append(...marked(item));
    const kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = kinds[item.type] ?? item.type;
    row.append(name, kind);
    if (item.label !== item.text || (item.plan && item.type !== "plan")) {
      const more = document.createElement("small");
      more.lang = "zh-Hans";
      more.textContent = item.label !== item.text ? item.label : item.plan.label;
      row.append(more);
    }
    return row;
  }

  // A long sentence is shown round what was typed.
  function marked(item) {
    const letters = [...item.text];
    const long = letters.length > SHOWN;
    const begin = long ? Math.max(0, (item.marks[0]?.start ?? 0) - BEFORE) : 0;
    const end = Math.min(letters.length, begin + (long ? SHOWN : letters.length));
    const parts = [begin ? "…" : ""];
    let from = begin;
    for (const mark of item.marks.filter((one) => one.start >= begin && one.end <= end)) {
      parts.push(letters.slice(from, mark.start).join(""));
      const strong = document.createElement("mark");
      strong.textContent = mark.text;
      parts.push(strong);
      from = mark.end;
    }
    parts.push(letters.slice(from, end).join(""), end < letters.length ? "…" : "");
    return parts;
  }

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (list.hidden) {
      if (event.key === "ArrowDown") ask();
      return;
    }
    if (event.key === "ArrowDown") choose(at + 1);
    else if (event.key === "ArrowUp") choose(at < 0 ? -1 : at - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) location.assign(options()[at].dataset.href);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    const row = event.target.closest("[role=option]");
    event.preventDefault();
    if (row) location.assign(row.dataset.href);
  });
  box.addEventListener("blur", close);
}
