// One input, a column of nodes, one output. A node is a button that silences it; the more it adds
// to the line, the fuller it is.

const WIDEST = 5; // of an edge, in pixels

class DiagramPanel {
  constructor(panel, scene, area) {
    this.panel = panel;
    this.scene = scene;
    this.area = area;
    this.fit = scene.page.panels.find(({ title }) => title === panel.fit);
    const count = scene.measures.row(panel.incoming, scene.view.at).length;
    this.edges = svg("g");
    this.nodes = Array.from({ length: count }, (_, i) => this.node(i));
    this.picture = svg(
      "svg",
      { class: "xp-plot xp-diagram", viewBox: `0 0 ${area.width} ${area.height}`, role: "group" },
      this.edges,
      ...this.ends(),
      ...this.nodes.map(({ root }) => root),
    );
    this.picture.setAttribute("aria-label", panel.title);
    this.told = html("p", { class: "xp-told-parts", role: "status" });
    this.root = panelFigure(panel.title, area, this.picture, this.told);
  }

  ends() {
    const { width, height } = this.area;
    const end = (x, label, anchor) => [
      svg("circle", { class: "xp-unit", cx: x, cy: height / 2, r: 7 }),
      svg("text", { x, y: height / 2 + 20, "text-anchor": anchor }, label),
    ];
    const { input_label: first, output_label: last } = this.panel;
    return [...end(12, first, "start"), ...end(width - 12, last, "end")];
  }

  node(i) {
    const circle = svg("circle", { class: "xp-unit xp-unit-full", cx: this.area.width / 2 });
    const cross = svg("path", { class: "xp-unit-cross" });
    const toggle = () => this.toggle(i);
    const onkeydown = (event) => this.key(event, i);
    const attributes = { class: "xp-unit-button", role: "button", tabindex: -1, onclick: toggle, onkeydown };
    return { circle, cross, root: svg("g", attributes, circle, cross) };
  }

  // Enter or Space silences, arrows move the focus.
  key(event, i) {
    const there = this.there();
    const next = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Enter" || event.key === " ") this.toggle(i);
    else if (next) this.nodes[there.at((there.indexOf(i) + next) % there.length)].root.focus();
    else return;
    event.preventDefault();
  }

  toggle(i) {
    const { view } = this.scene;
    const silent = silentParts(this.scene, view);
    const parts = silent.includes(i) ? silent.filter((part) => part !== i) : [...silent, i];
    this.scene.update({ silent: { at: view.at, parts } });
  }

  // Nodes that there are in the run on screen.
  there() {
    const incoming = this.scene.measures.row(this.panel.incoming, this.scene.view.at);
    return Array.from(incoming.keys()).filter((i) => Number.isFinite(incoming[i]));
  }

  draw(view) {
    this.picture.style.visibility = view.open ? "" : "hidden";
    if (!view.open) return setText(this.told, "");
    const { measures } = this.scene;
    const { incoming, outgoing } = this.panel;
    const silent = silentParts(this.scene, view);
    const there = this.there();
    const { width, height } = this.area;
    const size = height / Math.max(there.length, 4);
    const y = (i) => height / 2 + (there.indexOf(i) - (there.length - 1) / 2) * size;
    const fullness = this.fullness(view, there);
    this.nodes.forEach((node, i) => {
      node.root.style.display = there.includes(i) ? "" : "none";
      node.root.setAttribute("tabindex", i === there[0] ? 0 : -1);
      node.circle.style.fillOpacity = silent.includes(i) ? 0 : fullness[i];
      this.place(node, y(i), size, silent.includes(i));
      node.root.setAttribute("aria-label", this.name(i, view));
    });
    const edges = (name, from, to) =>
      there
        .filter((i) => !silent.includes(i))
        .map((i) => diagramEdge(from(i), to(i), measures.row(name, view.at)[i], measures.range(name)));
    const [first, last] = [19, width - 19].map((x) => () => [x, height / 2]);
    const middle = (i) => [width / 2, y(i)];
    const lines = [...edges(incoming, first, middle), ...edges(outgoing, middle, last)];
    this.edges.replaceChildren(...lines);
    setText(this.told, this.cost(view, silent));
  }

  // How much each adds where it adds most, the largest being 1.
  fullness({ at }, there) {
    const parts = this.scene.measures.row(this.fit.parts, at);
    const count = parts.length / this.nodes.length;
    const most = this.nodes.map((_, i) =>
      Math.max(...parts.subarray(i * count, (i + 1) * count).map(Math.abs)),
    );
    const largest = Math.max(...there.map((i) => most[i])) || 1;
    return most.map((one) => one / largest);
  }

  place({ root, circle, cross }, y, size, isSilent) {
    const radius = Math.max(3, Math.min(9, size / 2 - 1));
    const [x, arm] = [this.area.width / 2, radius + 2];
    for (const [name, value] of Object.entries({ cy: y || 0, r: radius })) circle.setAttribute(name, value);
    const d = `M${x - arm} ${y - arm}L${x + arm} ${y + arm}M${x - arm} ${y + arm}L${x + arm} ${y - arm}`;
    cross.setAttribute("d", isSilent ? d : "");
    root.setAttribute("aria-pressed", isSilent);
  }

  name(i, { at }) {
    const number = (name) => numberText(this.scene.measures.row(name, at)[i]);
    const { incoming, outgoing, unit_label: unit } = this.panel;
    return `Silence ${unit} ${i + 1}: ${number(incoming)} in, ${number(outgoing)} out`;
  }

  // What is lost without the silent ones, in words.
  cost(view, silent) {
    const { unit_label: unit, distance_label: distance } = this.panel;
    if (!silent.length) return `Click a ${unit}, or press Enter on it, to silence it.`;
    const row = (name) => Array.from(this.scene.measures.row(name, view.at));
    const points = this.fit.points.map(row);
    const [xs, line] = [row(this.fit.line_x), row(this.fit.series[0].measure)];
    const left = lineWithout(line, row(this.fit.parts), silent);
    const [whole, rest] = [line, left].map((ys) => numberText(meanDistance(points, xs, ys)));
    const names = silent.map((i) => i + 1).sort((a, b) => a - b).join(", ");
    return `Without ${unit} ${names}: ${distance} ${rest}, with all ${whole}.`;
  }

  tables({ at }) {
    const there = this.there();
    const row = (name) => this.scene.measures.row(name, at);
    const [incoming, outgoing] = [row(this.panel.incoming), row(this.panel.outgoing)];
    const rows = there.map((i) => [String(i + 1), numberText(incoming[i]), numberText(outgoing[i])]);
    return [{ caption: this.panel.title, head: [this.panel.unit_label, "in", "out"], rows }];
  }
}

// The wider, the larger the number; dashed below zero.
function diagramEdge([x1, y1], [x2, y2], value, range) {
  const largest = Math.max(...range.map(Math.abs)) || 1;
  return svg("line", {
    class: `xp-edge xp-colour-${value < 0 ? 1 : 0}`,
    "stroke-width": Math.max(0.6, (WIDEST * Math.sqrt(Math.abs(value) / largest))).toFixed(2),
    "stroke-dasharray": value < 0 ? "4 3" : false,
    ...{ x1, y1, x2, y2 },
  });
}
