// A file or a text to what is read in it; everything that comes back is shown as text, never markup.
const form = document.querySelector("form.upload");
const box = document.querySelector(".read");
const file = form.querySelector("input[type=file]");
const text = form.querySelector("textarea");
const words = JSON.parse(form.dataset.words);
const reasons = JSON.parse(form.dataset.reasons);
const signs = JSON.parse(form.dataset.signs);

// A figure of a table has its unit elsewhere; one of a magnitude (万千瓦) is told in the unit alone.
function figure(one) {
  const printed = one.source_value;
  if (!/\d$/.test(printed) || !one.unit) return printed;
  const number = Number(printed.replaceAll(",", ""));
  return `${Number.isNaN(number) || number === one.value ? printed : one.value} ${one.unit}`;
}

function make(tag, content = "", attributes = {}) {
  const node = document.createElement(tag);
  node.append(...[content].flat());
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

const chinese = (tag, content) => make(tag, content, { lang: "zh-Hans" });

function table(key, columns, rows) {
  if (!rows.length) return [];
  const head = make("tr", columns.split("|").map((name) => make("th", name, { scope: "col" })));
  const body = rows.map((cells) => make("tr", cells.map((cell) => chinese("td", cell ?? ""))));
  const inner = make("table", [make("thead", head), make("tbody", body)], { class: "plain" });
  const title = make("h3", words[key], { class: "sub", id: `read-${key}` });
  const frame = { class: "scroll", role: "region", tabindex: "0", "aria-labelledby": title.id };
  return [title, make("div", inner, frame)];
}

function owners(facts, path) {
  return facts.assignments.filter((one) => one.path === path).map((one) => one.agency).join("、");
}

function show(facts) {
  const tasks = facts.tasks.filter((one) => one.kind === "task");
  const title = chinese("h2", facts.document.title ?? words.untitled);
  const counts = [
    ["tasks", tasks.length],
    ["agencies", new Set(facts.assignments.map((one) => one.canonical ?? one.agency)).size],
    ["measures", facts.measures.length],
    ["targets", facts.targets.length],
    ["phases", facts.phases.length],
    ["unread", facts.unread.length],
  ].map(([key, n]) => make("li", [make("b", String(n)), ` ${words[key]}`]));
  const share = facts.coverage.statements.find((one) => one.kind === "all").share;
  const save = make("a", words.save, { class: "button quiet", download: "facts.json" });
  save.href = URL.createObjectURL(new Blob([JSON.stringify(facts, null, 1)], { type: "application/json" }));
  box.replaceChildren(
    title,
    make("ul", counts, { class: "counts" }),
    make("p", words.share.replace("{n}", Math.round(100 * share)), { class: "meta" }),
    make("p", save, { class: "actions" }),
    ...table("tasks", words["columns.tasks"], tasks.map((one) => [one.position, one.title, owners(facts, one.path)])),
    ...table("targets", words["columns.targets"], facts.targets.map((one) => [
      one.indicator, `${signs[one.operator] ?? ""} ${figure(one)}`, one.deadline, one.quote])),
    ...table("phases", words["columns.phases"], facts.phases.map((one) => [
      one.name, `${one.start ?? "–"} – ${one.end ?? "–"}`, one.steps.join("；")])),
    ...table("unread", words["columns.unread"], facts.unread.map((one) => [
      one.quote, reasons[one.reason] ?? one.reason])),
  );
  title.tabIndex = -1;
  title.focus();
}

function refuse(problem) {
  const parts = [problem.detail ?? problem.title, problem.advice].filter(Boolean);
  box.replaceChildren(make("div", [make("h2", words.refused), ...parts.map((one) => make("p", one))], { class: "problem", role: "alert" }));
  box.scrollIntoView({ block: "nearest" });
}

// The file or the text as it is sent; nothing where none is given.
function given() {
  const chosen = file.files[0];
  if (!chosen && !text.value.trim()) return null;
  const query = new URLSearchParams({ name: chosen ? chosen.name : "plan.txt" });
  const place = form.elements.place.value.trim();
  if (place) query.set("place", place);
  const type = chosen?.type || (chosen ? "application/octet-stream" : "text/plain; charset=utf-8");
  const headers = { "Content-Type": type, Accept: "application/json", "Accept-Language": document.documentElement.lang };
  return { query, body: chosen ?? text.value, headers };
}

async function send(address, { query, body, headers }) {
  try {
    const reply = await fetch(`${address}?${query}`, { method: "POST", body, headers });
    return { done: reply.ok, told: await reply.json() };
  } catch {
    return { done: false, told: { detail: words.failed } };
  }
}

async function read() {
  const sent = given();
  if (!sent) return refuse({ detail: words.nothing });
  sent.query.set("format", "json");
  box.replaceChildren(make("p", words.reading, { class: "meta" }));
  const { done, told } = await send(form.dataset.facts, sent);
  if (done) show(told);
  else refuse(told);
}

async function keep(tokens) {
  const said = tokens.querySelector("[role=status]");
  const sent = given();
  if (!sent) return said.replaceChildren(words.nothing);
  said.replaceChildren(words.reading);
  // No header carries other characters; such a token is none.
  const token = tokens.elements.token.value.trim().replace(/[^\x21-\x7e]/g, "?");
  sent.headers.Authorization = `Bearer ${token}`;
  const { done, told } = await send(form.dataset.store, sent);
  if (!done) return said.replaceChildren([told.detail ?? told.title, told.advice].filter(Boolean).join(" "));
  const link = chinese("a", told.title || told.key);
  link.href = `${form.dataset.pages}/plan/${told.key.replace(/^plan\//, "")}`;
  said.replaceChildren(`${words[told.outcome]} `, link);
}

const tokens = document.querySelector("form.token");
tokens.hidden = false;
tokens.addEventListener("submit", (event) => {
  event.preventDefault();
  keep(tokens);
});

form.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("formaction") && (file.files.length || text.value.trim())) return;
  event.preventDefault();
  read();
});

// What was given last counts: a text that is typed or pasted puts aside a file.
text.addEventListener("input", () => { file.value = ""; });

// A file may fall anywhere on the page; elsewhere the browser would leave the page for it.
const drop = form.querySelector(".drop");
for (const name of ["dragover", "dragleave", "drop"])
  document.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
    if (name === "drop" && event.dataTransfer.files.length) {
      file.files = event.dataTransfer.files;
      read();
    }
  });
