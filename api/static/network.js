// The interactive network in its frame: what is chosen in it stands in the address of this page.
const frame = document.querySelector("iframe.network");

function begin() {
  const inner = frame.contentWindow;
  const given = new URLSearchParams(location.hash.slice(1));
  const framed = new URLSearchParams(inner.location.hash.slice(1));
  for (const [name, value] of given) framed.set(name, value);
  const theme = document.documentElement.dataset.theme;
  if (theme && !framed.has("theme")) framed.set("theme", theme);
  if (framed.size) inner.location.hash = framed;
  inner.addEventListener("hashchange", () => {
    const chosen = inner.location.hash.slice(1);
    history.replaceState(null, "", `${location.pathname}${location.search}${chosen && chosen !== "all" ? `#${chosen}` : ""}`);
  });
}

if (frame) {
  if (frame.contentDocument?.readyState === "complete" && frame.contentWindow.location.href !== "about:blank") begin();
  else frame.addEventListener("load", begin, { once: true });
}
