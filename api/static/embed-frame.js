// Inside an embedded page: tells the page around it how high it is; on a phone the table comes first.
(() => {
  const facts = document.querySelector("details.facts");
  if (facts && matchMedia("(max-width: 640px)").matches) facts.open = true;
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
