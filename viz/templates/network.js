// The page: the address holds the reader's choice, everything shown follows from it.
(() => {
  const smallScreen = window.matchMedia("(max-width: 640px)");
  const tableFirst = scene.large || smallScreen.matches || !scene.nodes.length;
  const defaults = { sel: "", role: "", view: tableFirst ? "table" : "map", theme: "auto" };
  const allowed = { role: ["", ...scene.styles], view: ["map", "table"], theme: ["auto", "light", "dark"] };

  function readState() {
    const given = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    const read = { ...defaults };
    for (const key of Object.keys(allowed)) if (allowed[key].includes(given[key])) read[key] = given[key];
    if (nodes.has(given.sel)) read.sel = given.sel;
    return read;
  }

  function change(changes) {
    const next = Object.entries({ ...state, ...changes }).filter(([key, value]) => value !== defaults[key]);
    const hash = new URLSearchParams(next).toString() || "all";
    if (location.hash.slice(1) !== hash) location.hash = hash;
  }

  function show() {
    state = readState();
    root.dataset.theme = root.dataset.printing ? "light" : state.theme;
    root.dataset.view = state.view;
    at("role").value = state.role;
    at("theme").value = state.theme;
    for (const view of allowed.view) at(`view-${view}`).setAttribute("aria-pressed", String(state.view === view));
    if (at("large")) at("large").hidden = state.view === "map";
    const bright = brightNodes();
    showPanel(nodes.get(state.sel));
    sift(bright);
    if (state.view !== "map") return;
    map.start((sel) => change({ sel }));
    map.paint(bright);
  }

  function showPanel(node) {
    at("overview").hidden = Boolean(node);
    at("detail").hidden = !node;
    if (node) panel.tell(node, () => change({ sel: "" })); else at("detail").replaceChildren();
  }

  // The table keeps the rows that stand out; on paper it is always complete.
  function sift(bright) {
    const rows = [...document.querySelectorAll("#table tr[data-task]")];
    for (const row of rows) row.hidden = Boolean(bright) && !root.dataset.printing && !bright.has(row.dataset.task);
    const kept = rows.filter((row) => !row.hidden).length;
    const sifted = state.view === "table" && kept < rows.length;
    at("said").textContent = sifted ? say("ui.rows", { kept, n: rows.length }) : "";
  }

  function neighbourBy(key) {
    const node = nodes.get(state.sel);
    if (!node) return columns[0][0] ?? columns[1][0];
    const column = columns[node.group === "task" ? 0 : 1];
    const index = column.indexOf(node);
    if (key === "ArrowDown") return column[index + 1];
    if (key === "ArrowUp") return column[index - 1];
    const across = (key === "ArrowRight") === (node.group === "task");
    const near = linksOf.get(node.id).filter(shown).map((edge) => far(edge, node.id));
    return across ? near.sort((a, b) => Math.abs(a.y - node.y) - Math.abs(b.y - node.y))[0] : undefined;
  }

  function choose(node) {
    change({ sel: node.id });
    map.reveal(node);
  }

  function typed(event) {
    if (event.key === "Escape") change({ sel: "" });
    if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    const node = neighbourBy(event.key);
    if (node) choose(node);
  }

  function find(text) {
    const wanted = text.trim();
    at("said").textContent = "";
    if (!wanted) return;
    const names = (node) => [node.label, node.full, ...node.texts];
    const found = scene.nodes.find((node) => names(node).includes(wanted))
      ?? scene.nodes.find((node) => names(node).some((name) => name.includes(wanted)));
    if (found) choose(found); else at("said").textContent = say("ui.not_found", { text: wanted });
  }

  function reset() {
    at("find").value = "";
    at("said").textContent = "";
    change({ sel: "", role: "" });
    map.place();
  }

  function listenToMap() {
    let waiting = false;
    at("map").addEventListener("pointermove", (event) => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        const frame = at("map").getBoundingClientRect();
        const point = { x: event.clientX - frame.left, y: event.clientY - frame.top };
        const found = map.under(point);
        at("map").style.cursor = found.node ? "pointer" : "default";
        panel.hint(found, point);
      });
    });
    at("map").addEventListener("pointerleave", () => { at("tip").hidden = true; });
    at("map").addEventListener("keydown", typed);
    at("map").addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      map.zoomBy(event.deltaY < 0 ? 1.1 : 1 / 1.1);
    }, { passive: false });
  }

  function listenToTools() {
    const on = (id, kind, act) => at(id)?.addEventListener(kind, act);
    on("find", "change", (event) => find(event.target.value));
    on("role", "change", (event) => change({ role: event.target.value }));
    on("theme", "change", (event) => change({ theme: event.target.value }));
    on("view-map", "click", () => change({ view: "map" }));
    on("view-table", "click", () => change({ view: "table" }));
    on("draw-all", "click", () => change({ view: "map" }));
    on("zoom-in", "click", () => map.zoomBy(1.25));
    on("zoom-out", "click", () => map.zoomBy(0.8));
    on("reset", "click", reset);
    on("panel", "keydown", (event) => { if (event.key === "Escape") change({ sel: "" }); });
    on("panel", "click", (event) => {
      const link = event.target.closest("a[data-node]");
      if (!link) return;
      event.preventDefault();
      choose(nodes.get(link.dataset.node));
    });
  }

  function listenToWindow() {
    window.addEventListener("hashchange", show);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    window.addEventListener("beforeprint", () => { root.dataset.printing = "yes"; show(); });
    window.addEventListener("afterprint", () => { delete root.dataset.printing; show(); });
  }

  root.dataset.ready = "yes";
  listenToMap();
  listenToTools();
  listenToWindow();
  show();
})();
