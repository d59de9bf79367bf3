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

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  const text = source ? (source.value ?? source.textContent) : location.href;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const range = document.createRange();
    if (source) range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
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

// On a phone the list of a picture comes first, unfolded.
function listFirst() {
  if (!matchMedia("(max-width: 40rem)").matches) return;
  for (const table of document.querySelectorAll(".net .as-table")) table.open = true;
}

listFirst();
offerThemes();
offerCopies();
offerSlash();
for (const form of document.querySelectorAll("form.search")) suggestIn(form);
