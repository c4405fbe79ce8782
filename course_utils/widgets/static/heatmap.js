// One number for each pair of two settings; every cell is a button that goes there.

const PALE = [234, 243, 251];
const DEEP = [11, 60, 111];

const [BESIDE, LETTER] = [70, 6]; // pixels: left of the cells, and for a letter

const blend = (share) => PALE.map((from, i) => Math.round(from + (DEEP[i] - from) * share));

// Relative luminance as WCAG 2 defines it.
function luminance(colour) {
  const [r, g, b] = colour.map((level) => {
    const part = level / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// Black or white: at this luminance both stand out alike.
const inkOn = (colour) => (luminance(colour) > 0.179 ? "#000" : "#fff");

// The others are blank.
function everyFew(texts, few) {
  return texts.map((text, i) => (i % Math.ceil(few) === 0 ? text : "\u00a0"));
}

// The first row is at the bottom, as on an axis.
const ARROWS = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

class HeatmapPanel {
  constructor(panel, scene, area) {
    this.panel = panel;
    this.scene = scene;
    this.rows = scene.words.settings.get(panel.rows);
    this.columns = scene.words.settings.get(panel.columns);
    const range = scene.measures.range(panel.measure, panel.log);
    this.share = panel.log ? linearMap(range.map(Math.log10), [0, 1]) : linearMap(range, [0, 1]);
    this.area = area;
    this.states = new Map();
    this.cells = this.rows.values.map((_, i) => this.columns.values.map((_, j) => this.cell(i, j)));
    this.grid = html(
      "div",
      { class: "xp-grid-cells", role: "grid", "aria-label": `${panel.title}: ${panel.label}` },
      ...this.lines(),
    );
    this.grid.style.gridTemplateColumns = `auto repeat(${this.columns.values.length}, minmax(0, 1fr))`;
    this.grid.style.gridTemplateRows = `repeat(${this.rows.values.length}, minmax(0, 1fr)) 16px`;
    this.root = panelFigure(panel.title, area, this.body(), this.key(range));
  }

  body() {
    const { rows, columns } = this;
    return html(
      "div",
      { class: "xp-heatmap" },
      html(
        "div",
        { class: "xp-heatmap-rows", "aria-hidden": "true" },
        html("span", {}, rows.label),
      ),
      this.grid,
      html("div", { class: "xp-heatmap-columns", "aria-hidden": "true" }, columns.label),
    );
  }

  lines() {
    const name = (role, text) => html("span", { role, class: "xp-grid-name" }, text);
    const head = [
      html("span", { role: "columnheader" }, html("span", { class: "xp-said" }, this.rows.label)),
      ...this.columnNames().map((text) => name("columnheader", text)),
    ];
    const line = (cells, text) =>
      html("div", { role: "row" }, ...(text ? [name("rowheader", text)] : []), ...cells);
    const most = this.area.small ? 9 : 14;
    const named = everyFew(this.rows.texts, this.rows.values.length / most);
    const upwards = this.cells.map((cells, i) => line(cells, named[i])).reverse();
    return [...upwards, line(head)];
  }

  // As many as there is room for, and of each what is before a comma; a cell says all of it.
  columnNames() {
    const texts = this.columns.texts.map((text) => text.split(",")[0]);
    const longest = Math.max(...texts.map((text) => text.length));
    const room = (this.area.width - BESIDE) / texts.length;
    return everyFew(texts, (LETTER * longest + 4) / room);
  }

  cell(i, j) {
    const go = () => this.scene.change({ [this.rows.name]: i, [this.columns.name]: j });
    const onkeydown = (event) => this.step(event, i, j);
    return button("", go, { role: "gridcell", class: "xp-cell", tabindex: -1, onkeydown });
  }

  // Arrows move the focus, Enter or a click goes there.
  step(event, i, j) {
    const [up, right] = ARROWS[event.key] ?? [];
    const next = this.cells[i + up]?.[j + right];
    if (!next) return;
    event.preventDefault();
    this.reach(next);
    next.focus();
  }

  reach(cell) {
    for (const other of this.cells.flat()) other.tabIndex = other === cell ? 0 : -1;
  }

  key([low, high]) {
    const bar = html("span", { class: "xp-key-bar" });
    bar.style.background = `linear-gradient(90deg, rgb(${PALE}), rgb(${DEEP}))`;
    const scale = this.panel.log ? " (logarithmic)" : "";
    const text = (value) => html("span", {}, numberText(value));
    return html(
      "div",
      { class: "xp-legend xp-key" },
      text(low),
      bar,
      text(high),
      html("span", {}, `${this.panel.label}${scale}`),
    );
  }

  // The other settings where they are; the time at its last value.
  place(at, i, j) {
    const time = this.scene.time;
    const last = time ? { [time.name]: time.values.length - 1 } : {};
    return { ...at, ...last, [this.rows.name]: i, [this.columns.name]: j };
  }

  value(at, i, j) {
    return this.scene.measures.number(this.panel.measure, this.place(at, i, j));
  }

  draw(view) {
    const here = this.cells[view.at[this.rows.name]][view.at[this.columns.name]];
    this.cells.forEach((cells, i) =>
      cells.forEach((cell, j) => this.fill(cell, view, i, j, here === cell)),
    );
    if (!this.grid.contains(this.grid.getRootNode().activeElement)) this.reach(here);
  }

  fill(cell, view, i, j, here) {
    const value = view.open ? this.value(view.at, i, j) : undefined;
    const text = value === undefined ? "hidden" : numberText(value);
    const pin = view.pins.findIndex(
      ({ at }) => at[this.rows.name] === i && at[this.columns.name] === j,
    );
    if (!this.isNews(cell, `${value} ${here} ${pin}`)) return;
    const marks = `${here ? ", here" : ""}${pin < 0 ? "" : `, pinned as run ${pin + 1}`}`;
    const row = `${this.rows.label} ${this.rows.texts[i]}`;
    const column = `${this.columns.label} ${this.columns.texts[j]}`;
    const name = `${row}, ${column}: ${text}${marks}`;
    cell.setAttribute("aria-label", name);
    cell.setAttribute("aria-selected", here);
    cell.title = name;
    cell.classList.toggle("xp-cell-pinned", pin >= 0);
    cell.disabled = !view.open || !this.scene.shows("heatmap");
    this.colour(cell, value);
  }

  // A step changes few of many cells; the others are left alone.
  isNews(cell, state) {
    if (this.states.get(cell) === state) return false;
    this.states.set(cell, state);
    return true;
  }

  colour(cell, value) {
    const known = Number.isFinite(value) && (!this.panel.log || value > 0);
    cell.classList.toggle("xp-cell-lost", value !== undefined && !known);
    setText(cell, value === undefined ? "" : known ? this.short(value) : "✕");
    const colour =
      known &&
      blend(Math.max(0, Math.min(1, this.share(this.panel.log ? Math.log10(value) : value))));
    cell.style.background = known ? `rgb(${colour})` : "";
    cell.style.color = known ? inkOn(colour) : "";
  }

  // Numbers only where there is room for them.
  short(value) {
    const [columns, rows] = [this.columns, this.rows].map(({ values }) => values.length);
    const [wide, high] = this.area.small ? [5, 6] : [8, 12];
    return columns > wide || rows > high ? "" : numberText(value, 2);
  }

  tables(view) {
    const rows = this.rows.texts.map((text, i) => [
      text,
      ...this.columns.values.map((_, j) => numberText(this.value(view.at, i, j))),
    ]);
    const caption = `${this.panel.title}: ${this.panel.label} for ${this.rows.label} and ${this.columns.label}`;
    return [{ caption, head: [this.rows.label, ...this.columns.texts], rows }];
  }
}
