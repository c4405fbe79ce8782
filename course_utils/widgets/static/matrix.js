// A small table of numbers: a table for everyone, with shades or circles for the eye.

class MatrixPanel {
  constructor(panel, scene, area) {
    this.panel = panel;
    this.scene = scene;
    this.highest = Math.max(...scene.measures.range(panel.measure).map(Math.abs));
    this.cells = panel.row_labels.map(() => panel.column_labels.map(() => html("td")));
    const head = html(
      "tr",
      {},
      html("td"),
      ...panel.column_labels.map((text) => html("th", { scope: "col" }, text)),
    );
    const rows = panel.row_labels.map((text, i) =>
      html("tr", {}, html("th", { scope: "row" }, text), ...this.cells[i]),
    );
    const table = html(
      "table",
      { class: `xp-matrix xp-matrix-${panel.look}`, "aria-label": panel.title },
      html("thead", {}, head),
      html("tbody", {}, ...rows),
    );
    this.root = panelFigure(panel.title, area, html("div", { class: "xp-matrix-room" }, table));
  }

  draw(view) {
    const values = view.open ? this.scene.measures.row(this.panel.measure, view.at) : [];
    const width = this.panel.column_labels.length;
    this.cells.forEach((cells, i) =>
      cells.forEach((cell, j) => this.fill(cell, values[i * width + j])),
    );
  }

  fill(cell, value) {
    if (value === undefined) return void cell.replaceChildren("\u00a0");
    if (this.panel.look === "mask") return void this.circle(cell, value);
    if (Math.abs(value) === Infinity) return void this.infinity(cell, value);
    const digits = this.panel.look === "values" ? this.panel.digits : 3;
    setText(cell, numberText(value, digits));
    if (this.panel.look === "counts") this.shade(cell, value);
  }

  circle(cell, value) {
    const on = value !== 0;
    const said = html("span", { class: "xp-said" }, this.panel.mask_labels[on ? 1 : 0]);
    cell.replaceChildren(
      html("span", { class: on ? "xp-full" : "xp-empty", "aria-hidden": "true" }),
      said,
    );
  }

  // A cell is narrow: the eye gets the sign, and a screen reader the words.
  infinity(cell, value) {
    const sign = value < 0 ? "\u2212\u221e" : "\u221e";
    const words = html("span", { class: "xp-said" }, numberText(value));
    cell.replaceChildren(html("span", { "aria-hidden": "true" }, sign), words);
    cell.style.background = "";
  }

  shade(cell, value) {
    const colour = Number.isFinite(value) && blend(Math.abs(value) / (this.highest || 1));
    cell.style.background = colour ? `rgb(${colour})` : "";
    cell.style.color = colour ? inkOn(colour) : "";
  }

  tables({ at }) {
    const values = this.scene.measures.row(this.panel.measure, at);
    const width = this.panel.column_labels.length;
    const rows = this.panel.row_labels.map((text, i) => [
      text,
      ...this.panel.column_labels.map((_, j) => numberText(values[i * width + j])),
    ]);
    return [{ caption: this.panel.title, head: ["", ...this.panel.column_labels], rows }];
  }
}
