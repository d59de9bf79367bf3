// The query form with YASGUI's editor: syntax, prefixes, our own classes and properties by name.
// Without it the form and its result are the same.
const form = document.querySelector("form.query");
const area = form.querySelector("textarea");
const terms = JSON.parse(form.dataset.terms);
const { Yasqe } = window.Yasgui ?? {};

function wordAt(yasqe) {
  const cursor = yasqe.getDoc().getCursor();
  const line = yasqe.getDoc().getLine(cursor.line).slice(0, cursor.ch);
  return /[\p{L}\w:-]*$/u.exec(line)[0];
}

// Terms are found by their names in queries and by their Chinese and English labels.
function hints(editor) {
  const word = wordAt(editor).toLowerCase();
  const cursor = editor.getDoc().getCursor();
  const list = terms
    .filter(([name, , zh, en]) => `${name} ${zh} ${en}`.toLowerCase().includes(word))
    .slice(0, 40)
    .map(([name, , zh, en]) => ({ text: name, displayText: `${name}  ${form.dataset.lang === "zh" ? zh : en}` }));
  return { list, from: { line: cursor.line, ch: cursor.ch - word.length }, to: cursor };
}

// Prefixes that a query need not declare are no mistake.
function knowPrefixes(editor) {
  const mode = editor.getMode();
  const start = mode.startState;
  mode.startState = (...given) => ({ ...start(...given), prefixes: JSON.parse(form.dataset.prefixes) });
}

function build() {
  const holder = document.createElement("div");
  area.before(holder);
  const editor = new Yasqe(holder, {
    value: area.value,
    persistenceId: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    autocompleters: [],
    lineWrapping: true,
    extraKeys: {
      "Ctrl-Enter": () => form.requestSubmit(),
      "Cmd-Enter": () => form.requestSubmit(),
      "Ctrl-Space": (one) => one.showHint({ hint: hints, completeSingle: false }),
      Tab: false,
      "Shift-Tab": false,
    },
  });
  knowPrefixes(editor);
  editor.setValue(area.value);
  editor.getInputField().setAttribute("aria-label", form.dataset.label);
  editor.on("inputRead", (one) => {
    if (wordAt(one).length > 1) one.showHint({ hint: hints, completeSingle: false });
  });
  area.hidden = true;
  area.required = false;
  form.addEventListener("submit", () => { area.value = editor.getValue(); });
}

if (Yasqe) build();
