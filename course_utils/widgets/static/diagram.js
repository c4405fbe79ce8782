// Columns of nodes and the lines between them. A node that passes something on is a button that
// silences it.

const WIDEST = 5; // of a line, in pixels, where there is room
const END = 19; // from the edges of the picture to the first and the last column
const BELOW = 16; // for the columns' names

// How many nodes each column has at most, and how many in the run.
function columnsAt({ nodes: columns }, measures, at) {
  return columns.map(({ fullness, count, n_nodes: ends }) => {
    const size = fullness ? measures.row(fullness, at).length : ends;
    return { size, there: count ? measures.number(count, at) : size };
  });
}

// Nodes that are buttons, one column after the other, as `silent` numbers them.
function silenceable(panel, measures, at) {
  return columnsAt(panel, measures, at).flatMap(({ size, there }, column) =>
    panel.nodes[column].fullness
      ? Array.from({ length: size }, (_, place) => ({ column, place, isThere: place < there }))
      : [],
  );
}

class DiagramPanel {
  constructor(panel, scene, area) {
    this.panel = panel;
    this.scene = scene;
    this.area = area;
    this.fit = scene.page.panels.find(({ title }) => title === panel.fit);
    this.several = panel.nodes.filter(({ fullness }) => fullness).length > 1;
    this.buttons = silenceable(panel, scene.measures, scene.view.at).map((_, i) => this.button(i));
    this.scales = new Map();
    this.lines = svg("g");
    this.ends = svg("g");
    this.picture = svg(
      "svg",
      { class: "xp-plot xp-diagram", viewBox: `0 0 ${area.width} ${area.height}`, role: "group" },
      this.lines,
      this.ends,
      ...this.buttons.map(({ root }) => root),
    );
    this.picture.setAttribute("aria-label", panel.title);
    this.told = html("p", { class: "xp-told-parts", role: "status" });
    this.root = panelFigure(panel.title, area, this.picture, this.told);
  }

  button(i) {
    const circle = svg("circle", { class: "xp-unit xp-unit-full" });
    const cross = svg("path", { class: "xp-unit-cross" });
    const toggle = () => this.toggle(i);
    const onkeydown = (event) => this.key(event, i);
    const attributes = { class: "xp-unit-button", role: "button", tabindex: -1, onclick: toggle, onkeydown };
    return { circle, cross, root: svg("g", attributes, circle, cross) };
  }

  // Enter or Space silences, arrows move the focus.
  key(event, i) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const aside = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") this.toggle(i);
    else if (along || aside) this.buttons[this.neighbour(i, along, aside)].root.focus();
    else return;
    event.preventDefault();
  }

  // The next node of the column, or the nearest of the next column, if there are several.
  neighbour(i, along, aside) {
    const there = this.nodes.flatMap(({ isThere }, j) => (isThere ? [j] : []));
    const columns = [...new Set(there.map((j) => this.nodes[j].column))];
    const next = (list, one, step) => list.at((list.indexOf(one) + step) % list.length);
    if (along || columns.length === 1) return next(there, i, along ?? aside);
    const column = next(columns, this.nodes[i].column, aside);
    const far = (j) => Math.abs(this.nodes[j].y - this.nodes[i].y);
    return there.filter((j) => this.nodes[j].column === column).reduce((a, b) => (far(b) < far(a) ? b : a));
  }

  // The parts of a fit add up, so several can be silent; else a number is known for each alone.
  toggle(i) {
    const { view } = this.scene;
    const silent = silentParts(this.scene, view);
    const others = this.fit ? silent : [];
    const parts = silent.includes(i) ? others.filter((part) => part !== i) : [...others, i];
    this.scene.update({ silent: { at: view.at, parts } });
  }

  draw(view) {
    this.picture.style.visibility = view.open ? "" : "hidden";
    if (!view.open) return setText(this.told, "");
    const { nodes: columns, links } = this.panel;
    const silent = silentParts(this.scene, view);
    this.places = this.placed(view.at);
    this.nodes = silenceable(this.panel, this.scene.measures, view.at).map((node) => ({
      ...node,
      y: this.places[node.column].y(node.place),
    }));
    this.nodes.forEach((node, i) => this.show(i, view.at, silent.includes(i)));
    this.ends.replaceChildren(...columns.flatMap((column, c) => this.still(column, this.places[c])));
    this.lines.replaceChildren(...links.flatMap((some) => this.connect(some, silent, view.at)));
    setText(this.told, this.cost(view.at, silent));
  }

  // Where each column is across, and how high its nodes are; one without nodes has no room.
  placed(at) {
    const { width, height } = this.area;
    const columns = columnsAt(this.panel, this.scene.measures, at);
    const shown = columns.filter(({ there }) => there);
    const apart = (width - 2 * END) / (shown.length - 1);
    return columns.map((column) => {
      const room = (height - BELOW) / Math.max(column.there, 4);
      const y = (place) => (height - BELOW) / 2 + (place - (column.there - 1) / 2) * room;
      const radius = Math.max(2.5, Math.min(9, room / 2 - 1));
      return { ...column, x: END + apart * shown.indexOf(column), y, radius };
    });
  }

  show(i, at, isSilent) {
    const { column, place, isThere, y } = this.nodes[i];
    const { root, circle, cross } = this.buttons[i];
    root.style.display = isThere ? "" : "none";
    root.setAttribute("tabindex", i === this.nodes.findIndex((node) => node.isThere) ? 0 : -1);
    if (!isThere) return;
    const { x, radius: r } = this.places[column];
    for (const [name, value] of Object.entries({ cx: x, cy: y, r })) circle.setAttribute(name, value);
    const percent = this.scene.measures.row(this.panel.nodes[column].fullness, at)[place];
    circle.style.fillOpacity = isSilent ? 0 : percent / 100;
    const arm = r + 2;
    const d = `M${x - arm} ${y - arm}L${x + arm} ${y + arm}M${x - arm} ${y + arm}L${x + arm} ${y - arm}`;
    cross.setAttribute("d", isSilent ? d : "");
    root.setAttribute("aria-pressed", isSilent);
    root.setAttribute("aria-label", `Silence ${this.name(i)}: ${this.panel.fullness_label} ${percent} %`);
  }

  // A column's name, and its nodes where they are no buttons.
  still({ label, fullness }, { there, x, y, radius }) {
    if (!there) return [];
    const { width, height } = this.area;
    const anchor = x === END ? "start" : x === width - END ? "end" : "middle";
    const edge = { start: 2, end: width - 2, middle: x }[anchor];
    const text = svg("text", { x: edge, y: height - 3, "text-anchor": anchor }, label);
    const circle = (_, i) => svg("circle", { class: "xp-unit", cx: x, cy: y(i), r: Math.min(7, radius) });
    return [text, ...(fullness ? [] : Array.from({ length: there }, circle))];
  }

  // Lines between two columns, without those of silent nodes; no line passes a column by.
  connect({ start, end, numbers, sources }, silent, at) {
    const { measures } = this.scene;
    const row = measures.row(numbers, at);
    const from = sources ? measures.row(sources, at) : null;
    const [left, right] = [this.places[start], this.places[end]];
    if (this.places.slice(start + 1, end).some(({ there }) => there)) return [];
    const each = row.length / right.size;
    const off = silent.map((i) => this.nodes[i]);
    const isOn = (column, place) =>
      place < this.places[column].there && !off.some((node) => node.column === column && node.place === place);
    const largest = this.largest(numbers, at);
    const widest = Math.min(WIDEST, 0.6 * left.radius, 0.6 * right.radius);
    const width = (number) => Math.max(0.5, widest * Math.sqrt(Math.abs(number) / largest));
    return Array.from(row).flatMap((number, i) => {
      const [a, b] = [from ? from[i] : i % each, Math.floor(i / each)];
      if (!isOn(start, a) || !isOn(end, b)) return [];
      return [diagramLine([left.x, left.y(a)], [right.x, right.y(b)], number < 0, width(number))];
    });
  }

  // Over the whole run: the scale stays where it is while the time goes by.
  largest(numbers, at) {
    const { time, measures } = this.scene;
    const times = time ? [...time.values.keys()] : [0];
    const run = JSON.stringify({ numbers, ...(time ? { ...at, [time.name]: 0 } : at) });
    if (!this.scales.has(run)) {
      const rows = times.map((t) => measures.row(numbers, time ? { ...at, [time.name]: t } : at));
      const sizes = rows.flatMap((row) => Array.from(row, Math.abs)).filter(Number.isFinite);
      this.scales.set(run, sizes.reduce((a, b) => Math.max(a, b), 0) || 1);
    }
    return this.scales.get(run);
  }

  name(i) {
    const { column, place } = this.nodes[i];
    const { node_label: node, nodes: columns } = this.panel;
    return `${node} ${place + 1}${this.several ? ` of ${columns[column].label}` : ""}`;
  }

  // What is lost without the silent ones, in words.
  cost(at, silent) {
    const { node_label: node, told_label: label } = this.panel;
    if (!silent.length) return `Click a ${node}, or press Enter on it, to silence it.`;
    const numbers = this.fit ? this.distances(at, silent) : this.toldWithout(at, silent[0]);
    const [whole, rest] = numbers.map((number) => numberText(number, this.fit ? 3 : 4));
    const [first, ...others] = [...silent].sort((a, b) => a - b);
    const names = [this.name(first), ...others.map((i) => i + 1)].join(", ");
    return `Without ${names}: ${label} ${rest}, with all ${whole}.`;
  }

  distances(at, silent) {
    const row = (name) => Array.from(this.scene.measures.row(name, at));
    const points = this.fit.points.map(row);
    const [xs, line] = [row(this.fit.line_x), row(this.fit.series[0].measure)];
    const left = lineWithout(line, row(this.fit.parts), silent);
    return [line, left].map((ys) => meanDistance(points, xs, ys));
  }

  toldWithout(at, i) {
    const { column, place } = this.nodes[i];
    const { measures } = this.scene;
    return [measures.number(this.panel.told, at), measures.row(this.panel.nodes[column].without, at)[place]];
  }

  // The numbers of the lines into a node.
  numbersInto({ column, place }, at) {
    const into = this.panel.links.filter(({ end }) => end === column);
    const numbers = into.flatMap(({ numbers }) => {
      const row = this.scene.measures.row(numbers, at);
      const each = row.length / this.places[column].size;
      return Array.from(row.subarray(place * each, (place + 1) * each));
    });
    return numbers.map((number) => numberText(number, 2)).join(", ");
  }

  tables({ at }) {
    const { title, nodes: columns, node_label: node, told_label: told } = this.panel;
    const { fullness_label: fullness, numbers_label: numbers } = this.panel;
    const { measures } = this.scene;
    const rows = this.nodes.flatMap((one, i) => {
      if (!one.isThere) return [];
      const percent = measures.row(columns[one.column].fullness, at)[one.place];
      const without = this.fit ? [] : [numberText(this.toldWithout(at, i)[1])];
      return [[this.name(i), `${percent} %`, this.numbersInto(one, at), ...without]];
    });
    const head = [node, fullness, numbers, ...(this.fit ? [] : [`${told} without it`])];
    return [{ caption: title, head, rows }];
  }
}

// Dashed below zero.
function diagramLine([x1, y1], [x2, y2], isNegative, width) {
  return svg("line", {
    class: `xp-edge xp-colour-${isNegative ? 1 : 0}`,
    "stroke-width": width.toFixed(2),
    "stroke-dasharray": isNegative ? "4 3" : false,
    ...{ x1, y1, x2, y2 },
  });
}
