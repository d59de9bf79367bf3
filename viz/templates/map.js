// The map: vis-network keeps view and lines, the boxes are painted here from the scene's places.
const map = (() => {
  const FONT = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';
  const smallest = 0.8;  // 15 units of type are 12 pixels
  const largest = 1;
  const tallest = 16000 / window.devicePixelRatio;  // browsers refuse canvases much taller
  const strokes = {
    lead: { width: 4 }, first: { width: 2.6 }, responsible: { width: 1.8 }, joint: { width: 1.2 },
    support: { width: 1.4, dashes: [7, 5] }, duty: { width: 1.8 },
  };
  const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");
  let network = null;
  let lines = null;
  let palette = {};
  let bright = null;
  let zoom = 1;

  function readPalette() {
    const style = getComputedStyle(root);
    const names = ["page", "text", "quiet", "accent", "task", "task-line", "agency", "agency-line",
      "faded", "faded-line", "faded-text", "faded-edge", ...scene.styles];
    palette = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }

  // Among very many links only those of what was chosen have their width: a line of one pixel is
  // painted several times as fast, and lets more of the others be seen.
  function widthOf(edge, clear) {
    const { width } = strokes[edge.style];
    if (clear && state.sel) return width + 0.8;
    return scene.thin ? Math.min(1, width) : width;
  }

  const picked = (edge) => state.sel && !["lead", "first"].includes(edge.style);

  function drawnLine(edge) {
    const clear = !bright || standsOut(edge);
    const { dashes } = strokes[edge.style];
    return {
      id: edge.id, from: edge.from, to: edge.to, hidden: !shown(edge),
      width: widthOf(edge, clear),
      dashes: scene.dashed && dashes ? dashes : false,
      color: { color: !clear ? palette["faded-edge"] : palette[picked(edge) ? "accent" : edge.style], inherit: false },
    };
  }

  // Lines are painted in the order they are added: faded ones first, the strongest last.
  function drawLines() {
    const depth = (edge) => (bright && !standsOut(edge) ? 100 : 0) + scene.styles.indexOf(edge.style);
    const ordered = [...scene.edges].sort((a, b) => depth(b) - depth(a));
    lines.clear();
    lines.add(ordered.map(drawnLine));
  }

  function drawBox(ctx, node) {
    const [left, top, width, height] = node.box;
    const task = node.group === "task";
    const clear = !bright || bright.has(node.id);
    ctx.beginPath();
    ctx.roundRect(left, top, width, height, task ? 3 : Math.min(16, height / 2));
    ctx.fillStyle = !clear ? palette.faded : node.count ? palette[node.group] : palette.page;
    ctx.fill();
    ctx.lineWidth = node.id === state.sel ? 3 : 1.2;
    ctx.strokeStyle = clear ? palette[`${node.group}-line`] : palette["faded-line"];
    ctx.setLineDash(node.count ? [] : [5, 4]);
    ctx.stroke();
    ctx.setLineDash([]);
    if (task && node.count) {
      ctx.fillStyle = ctx.strokeStyle;
      ctx.fillRect(left, top + 0.5, 5, height - 1);
    }
    drawText(ctx, node, clear);
  }

  function drawText(ctx, node, clear) {
    const [left, top, width, height] = node.box;
    const room = width - 24 - (node.group === "agency" ? 30 : 0);
    const first = top + height / 2 - (node.lines.length - 1) * 10 + 0.5;
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.direction = "ltr";
    ctx.font = `15px ${FONT}`;
    ctx.fillStyle = clear ? palette.text : palette["faded-text"];
    node.lines.forEach((line, index) => ctx.fillText(line, left + 14, first + 20 * index, room));
    if (node.group !== "agency") return;
    ctx.textAlign = "right";
    ctx.font = `600 14px ${FONT}`;
    ctx.fillStyle = clear ? palette["agency-line"] : palette["faded-text"];
    ctx.fillText(String(node.count), left + width - 14, top + height / 2 + 0.5);
  }

  function drawBands(ctx) {
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.font = `600 14px ${FONT}`;
    ctx.fillStyle = palette.quiet;
    for (const band of scene.bands) ctx.fillText(band.label, band.x - band.width / 2, band.y, band.width);
  }

  // Where lines end is the node; the box reaches to one side of it, so its double is reserved.
  const anchored = (node) => ({
    id: node.id, x: node.x, y: node.y, shape: node.shape,
    ctxRenderer: ({ ctx }) => ({
      drawNode: () => drawBox(ctx, node),
      nodeDimensions: { width: 2 * node.box[2], height: node.box[3] },
    }),
  });

  const room = () => at("map").clientWidth;

  function place() {
    if (!network) return;
    const [width, needed] = scene.size;
    const scale = Math.min(largest, Math.max(smallest, room() / width));
    const height = Math.min(tallest, Math.ceil(needed * scale));
    at("map").style.height = `${height}px`;
    root.style.setProperty("--map-height", `${height + 20}px`);
    network.setSize(`${room()}px`, `${height}px`);
    const x = Math.min(room() / scale, width) / 2;
    network.moveTo({ position: { x, y: height / scale / 2 }, scale });
    zoom = scale;
    network.redraw();
  }

  function zoomBy(factor) {
    if (!network) return;
    zoom = Math.min(4, Math.max(0.2, zoom * factor));
    network.moveTo({ position: network.getViewPosition(), scale: zoom });
  }

  function start(choose) {
    if (network || !scene.nodes.length) return;
    lines = new vis.DataSet();
    const boxes = new vis.DataSet(scene.nodes.map(anchored));
    network = new vis.Network(at("map"), { nodes: boxes, edges: lines }, scene.options);
    network.on("beforeDrawing", drawBands);
    network.on("click", ({ pointer }) => choose(boxAt(pointer.canvas)?.id ?? ""));
    network.on("zoom", ({ scale }) => { zoom = scale; });
    let width = 0;
    new ResizeObserver(() => {
      if (room() && room() !== width) { width = room(); place(); }
    }).observe(at("map"));
  }

  function paint(chosen) {
    if (!network) return;
    readPalette();
    bright = chosen;
    drawLines();
    network.redraw();
    root.dataset.drawn = String(scene.nodes.length);
  }

  const boxAt = ({ x, y }) => scene.nodes.find(({ box: [left, top, width, height] }) =>
    x >= left && x <= left + width && y >= top && y <= top + height);

  // The box or else the line under a point of the map.
  function under(point) {
    if (!network) return {};
    const node = boxAt(network.DOMtoCanvas(point));
    const id = node ? undefined : network.getEdgeAt(point);
    return { node, edge: scene.edges.find((edge) => edge.id === id && shown(edge)) };
  }

  function reveal(node) {
    if (!network || state.view !== "map") return;
    const [left, top, width, height] = node.box;
    const corner = network.canvasToDOM({ x: left, y: top });
    const end = network.canvasToDOM({ x: left + width, y: top + height });
    if (corner.x < 0 || corner.y < 0 || end.x > room() || end.y > at("map").clientHeight) {
      network.moveTo({ position: { x: left + width / 2, y: top + height / 2 } });
    }
    const y = at("map").getBoundingClientRect().top + network.canvasToDOM({ x: left, y: top }).y;
    if (y < 0 || y > window.innerHeight - 60) {
      window.scrollBy({ top: y - window.innerHeight / 2, behavior: stillness.matches ? "auto" : "smooth" });
    }
  }

  return { start, paint, place, zoomBy, under, reveal };
})();
