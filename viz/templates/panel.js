// The panel and the tooltip: what the plan says about a task, a party or a line, with its words.
const panel = (() => {
  const make = (tag, text = "", style = "") => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (style) made.className = style;
    return made;
  };
  const isolated = (text) => make("bdi", text);
  const positionOf = ([, start, end]) => say("ui.position", { start, end });
  const quotesOf = (edges) => [...new Set(edges.flatMap((edge) => edge.statements.map(([, , quote]) => quote)))]
    .map((index) => scene.quotes[index]);

  function dutiesOf(edge) {
    const duties = [...new Set(edge.statements.map(([duty]) => say(`duty.${duty}`)))];
    return (edge.style === "first" ? [...duties, say("role.first")] : duties).join(" · ");
  }

  function countOf(node) {
    if (node.group === "agency") return say("line.agency", { n: node.count });
    return say(node.count === 1 ? "count.agencies.1" : "count.agencies", { n: node.count });
  }

  // A text to be copied or sent: what was read from which words.
  function report(quote, edges) {
    const held = edges.flatMap((edge) => edge.statements.filter(([, , at]) => scene.quotes[at] === quote)
      .map(([duty, printed, , iri]) => [iri, `${printed} · ${say(`duty.${duty}`)}`, nodes.get(edge.from).label]));
    const folded = make("details", "", "misread");
    const read = [...new Set(held.map(([, duty]) => duty))].join("、");
    const lines = [say("ui.report.head"), ...new Set(held.map(([iri]) => `IRI: ${iri}`)),
      `${say("ui.report.quote")} ${quote[0]} (${positionOf(quote)})`,
      `${say("ui.report.read")} ${[...new Set(held.map(([, , task]) => task))].join("、")} → ${read}`,
      `${say("ui.report.should")} `];
    const text = make("pre", lines.join("\n"));
    text.tabIndex = 0;
    const pick = make("button", say("ui.report.copy"));
    pick.type = "button";
    pick.addEventListener("click", () => {
      getSelection().selectAllChildren(text);
      if (document.execCommand("copy")) pick.textContent = say("ui.report.copied");
    });
    folded.append(make("summary", say("ui.report")), text, pick);
    return folded;
  }

  function quoted(quote, edges, ...about) {
    const block = make("blockquote");
    const cite = make("cite", positionOf(quote));
    for (const name of about) cite.append(document.createElement("br"), isolated(name));
    block.append(isolated(quote[0]), cite, report(quote, edges));
    return block;
  }

  // The words behind links; those of a party say which task each of them is about.
  function proofs(edges, node) {
    if (node.group === "task") return quotesOf(edges).map((quote) => quoted(quote, edges));
    const about = new Map();
    for (const edge of edges) {
      for (const quote of quotesOf([edge])) about.set(quote, [...(about.get(quote) ?? []), far(edge, node.id).label]);
    }
    return [...about].map(([quote, names]) => quoted(quote, edges, ...names));
  }

  function linkTo(node, remark) {
    const link = make("a");
    link.href = `#${new URLSearchParams({ sel: node.id })}`;
    link.dataset.node = node.id;
    link.append(isolated(node.label), make("small", remark));
    const item = make("li");
    item.append(link);
    return item;
  }

  // Who shares tasks with a party, the closest first; folded up, since a hub has many.
  function partners(node) {
    const shared = new Map();
    for (const edge of linksOf.get(node.id).filter(shown)) {
      for (const other of linksOf.get(edge.from).filter(shown)) {
        if (other.to !== node.id) shared.set(other.to, (shared.get(other.to) ?? 0) + 1);
      }
    }
    const folded = make("details", "", "partners");
    const list = make("ul", "", "names");
    const closest = [...shared].sort((a, b) => b[1] - a[1]);
    list.append(...closest.map(([id, n]) => linkTo(nodes.get(id), say("line.shared", { n }))));
    folded.append(make("summary", say("ui.partners", { n: shared.size })), list);
    return folded;
  }

  function heading(node) {
    const title = make("h2");
    title.append(isolated(node.label));
    const parts = [make("span", say(`legend.${node.group}.short`), `kind ${node.group}`), title];
    for (const text of node.texts) parts.push(make("p", text, "quiet"));
    if (node.count) parts.push(make("p", countOf(node)));
    return parts;
  }

  function tell(node, leave) {
    const edges = linksOf.get(node.id).filter(shown);
    const list = make("ul", "", "names links");
    list.append(...edges.map((edge) => linkTo(far(edge, node.id), dutiesOf(edge))));
    const parts = [...heading(node), list];
    if (node.group === "agency") parts.push(partners(node));
    if (edges.length) parts.push(make("h3", say("ui.evidence")), ...proofs(edges, node));
    if (node.href) {
      const page = make("a", say("ui.page"));
      page.href = node.href;
      page.target = "_top";  // out of the frame of a page that shows this one
      parts.push(page, document.createElement("br"));
    }
    const back = make("button", say("ui.back"));
    back.type = "button";
    back.addEventListener("click", leave);
    at("detail").replaceChildren(...parts, back);
  }

  const short = (text) => (text.length > 160 ? `${[...text].slice(0, 160).join("")}…` : text);

  function remarks({ node, edge }) {
    const quotes = quotesOf(edge ? [edge] : linksOf.get(node.id));
    const lines = edge ? [`${nodes.get(edge.from).label} — ${nodes.get(edge.to).label}`, dutiesOf(edge)]
      : [node.label, ...node.texts, ...(node.count ? [countOf(node)] : [])];
    for (const quote of quotes.slice(0, 2)) lines.push(`“${short(quote[0])}” ${positionOf(quote)}`);
    return quotes.length > 2 ? [...lines, `… (+${quotes.length - 2})`] : lines;
  }

  function hint(found, { x, y }) {
    const tip = at("tip");
    tip.hidden = !found.node && !found.edge;
    if (tip.hidden) return;
    tip.replaceChildren(...remarks(found).map((line, index) => make(index ? "span" : "b", line.slice(0, 400))));
    const stage = tip.parentElement.getBoundingClientRect();
    const beside = x + 16 + tip.offsetWidth > stage.width ? x - tip.offsetWidth - 8 : x + 16;
    tip.style.left = `${Math.max(4, beside)}px`;
    tip.style.top = `${Math.max(4, Math.min(y + 16, stage.height - tip.offsetHeight - 4))}px`;
  }

  return { tell, hint };
})();
