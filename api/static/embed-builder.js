// The page of embeds: a change is shown at once, and stands in the address; frames fit their content.
import "./plan-graph.js";

let asked = 0;

async function show(address) {
  const turn = ++asked;
  const made = document.querySelector(".made");
  made.setAttribute("aria-busy", "true");
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (turn !== asked) return;
  const fresh = page.querySelector(".builder");
  if (!fresh) {
    location.assign(address);
    return;
  }
  const name = document.activeElement?.getAttribute("name");
  document.querySelector(".builder").replaceWith(document.adoptNode(fresh));
  document.querySelector(`.choice [name="${CSS.escape(name ?? "")}"]:is(:checked, :not([type="radio"]))`)?.focus();
  for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
}

function addressOf(form) {
  const told = [...new FormData(form)].filter(([, value]) => value !== "");
  return `${form.getAttribute("action")}?${new URLSearchParams(told)}`;
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form.choice");
  if (!form) return;
  const address = addressOf(form);
  history.pushState(null, "", address);
  show(address);
});
addEventListener("popstate", () => show(location.href));
