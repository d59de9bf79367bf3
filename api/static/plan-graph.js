// The element <plan-graph src="…">, and frames that are as high as their content.
//
// A view comes in a frame that can do nothing to the page around it. What stands inside the element
// (a picture) is shown until the view has told its height: also where scripts or frames are refused.
const ORIGIN = new URL(import.meta.url).origin;
const LEAST = 80;
const MOST = 6000;
const frames = new Map();

function fit(event) {
  const told = event.data;
  if (!told || told.plangraph !== "height" || !Number.isFinite(told.height)) return;
  const height = Math.min(Math.max(Math.ceil(told.height), LEAST), MOST);
  const found = [...frames.keys()].find((frame) => frame.contentWindow === event.source);
  if (found) {
    found.style.height = `${height}px`;
    frames.get(found)();
    return;
  }
  for (const frame of document.querySelectorAll("iframe[data-plangraph]")) {
    if (frame.contentWindow === event.source) frame.style.height = `${height}px`;
  }
}

function addressOf(text) {
  try {
    const address = new URL(text, import.meta.url);
    return address.origin === ORIGIN ? address.href : "";
  } catch {
    return "";
  }
}

class PlanGraph extends HTMLElement {
  static observedAttributes = ["src", "title"];
  #frame = null;

  connectedCallback() {
    this.#show();
  }

  disconnectedCallback() {
    frames.delete(this.#frame);
    this.#frame = null;
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#show();
  }

  #show() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    frames.delete(this.#frame);
    const inside = document.createElement("slot");
    root.replaceChildren(inside);
    this.style.display ||= "block";
    const address = addressOf(this.getAttribute("src") ?? "");
    if (!address) return;
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
    frame.title = this.getAttribute("title") || "PlanGraph";
    frame.loading = "lazy";
    Object.assign(frame.style, { border: "0", width: "100%", height: "1px", display: "block" });
    frames.set(frame, () => inside.remove());
    this.#frame = frame;
    frame.src = address;
    root.append(frame);
  }
}

addEventListener("message", fit);
if (!customElements.get("plan-graph")) customElements.define("plan-graph", PlanGraph);
