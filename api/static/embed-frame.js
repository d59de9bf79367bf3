// Inside an embedded page: tells the page around it how high it is; on a phone the table comes first.
(() => {
  const facts = document.querySelector("details.facts");
  const narrow = matchMedia("(max-width: 640px)");
  const fold = () => { if (facts) facts.open = narrow.matches; };
  fold();
  narrow.addEventListener("change", fold); // a frame may get its width after it is loaded
  if (parent === window) return;
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    parent.postMessage({ plangraph: "height", height }, "*");
  };
  new ResizeObserver(tell).observe(document.documentElement);
  tell();
})();
