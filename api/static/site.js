// What every page can do with JavaScript: theme, copying, the key "/" for the search box.
import { suggestIn } from "./suggest.js";

const root = document.documentElement;

function isDark() {
  const chosen = root.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function offerThemes() {
  const button = document.querySelector("button.theme");
  const tell = () => button.setAttribute("aria-pressed", String(isDark()));
  button.hidden = false;
  tell();
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
    tell();
  });
}

const reportOf = (inside) => inside.closest(".misread").querySelector("pre");

// Where the clipboard is closed to pages (plain HTTP), the old way.
function copyFromBox(text) {
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}

async function copy(button) {
  const named = button.dataset.copy;
  const source = named === "report" ? reportOf(button) : document.getElementById(named);
  const text = source ? (source.value ?? source.textContent) : location.href;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copyFromBox(text)) {
      if (source) getSelection().selectAllChildren(source);
      return;
    }
    button.focus();
  }
  const before = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = before; }, 1600);
}

function offerCopies() {
  for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copy]");
    if (button) copy(button);
  });
}

// The mail holds the whole report; without this script its place alone.
function fillMails() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-mail]");
    if (!link) return;
    const text = reportOf(link).textContent;
    link.href = `${link.href.split("&body=")[0]}&body=${encodeURIComponent([...text].slice(0, 1500).join(""))}`;
  }, true);
}

// What scripts have put into the address since the page was sent goes along to the other language.
function keepPlace() {
  const links = document.querySelectorAll(".languages a");
  const take = () => {
    for (const link of links) link.href = link.pathname + location.search + location.hash;
  };
  for (const kind of ["pointerdown", "keydown", "click"])
    for (const link of links) link.addEventListener(kind, take);
}

// A link that says it is a button obeys the space bar as buttons do.
function pressSwitches() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches("a[role=button]")) return;
    event.preventDefault();
    event.target.click();
  });
}

function offerSlash() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = document.querySelector("form.search input");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

// On a phone the list of a picture comes first, unfolded, and what would hide an answer is folded.
function listFirst() {
  if (!matchMedia("(max-width: 40rem)").matches) return;
  for (const table of document.querySelectorAll(".net .as-table"))
    table.open = table.querySelectorAll("tbody tr").length <= 60;
  for (const folded of document.querySelectorAll("details[data-fold]")) folded.open = false;
}

const UNFOLDED = "details.as-table, details.more, details.measures";

// On paper the list of a picture is complete, and so are the parts of a plan.
function unfoldForPaper() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(UNFOLDED)].filter((part) => !part.open);
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of opened) part.open = false; });
}

unfoldForPaper();
listFirst();
offerThemes();
offerCopies();
fillMails();
keepPlace();
pressSwitches();
offerSlash();
for (const form of document.querySelectorAll("form.search")) suggestIn(form);
