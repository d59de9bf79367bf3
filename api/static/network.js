// The interactive network in its frame: what is chosen in it stands in the address of this page.
const frame = document.querySelector("iframe.network");

function begin() {
  const inner = frame.contentWindow;
  // In place of the address that the frame has: going back shall leave the page at once.
  const tell = (told) => inner.location.replace(`${inner.location.href.split("#")[0]}#${told}`);
  const given = new URLSearchParams(location.hash.slice(1));
  const framed = new URLSearchParams(inner.location.hash.slice(1));
  for (const [name, value] of given) framed.set(name, value);
  const theme = document.documentElement.dataset.theme;
  if (theme && !framed.has("theme")) framed.set("theme", theme);
  if (framed.size) tell(framed);
  new MutationObserver(() => {
    const within = new URLSearchParams(inner.location.hash.slice(1));
    within.set("theme", document.documentElement.dataset.theme);
    tell(within);
  }).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  inner.addEventListener("hashchange", () => {
    const told = new URLSearchParams(inner.location.hash.slice(1));
    if (told.get("theme") === document.documentElement.dataset.theme) told.delete("theme");
    told.delete("all");
    history.replaceState(null, "", `${location.pathname}${location.search}${told.size ? `#${told}` : ""}`);
  });
}

if (frame) {
  if (frame.contentDocument?.readyState === "complete" && frame.contentWindow.location.href !== "about:blank") begin();
  else frame.addEventListener("load", begin, { once: true });
}
