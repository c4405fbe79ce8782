// Curves to read something from, with all points marked; the same as a table.

const CURVES_AREA = plotArea(420, 250);

class CurvesFigure {
  constructor({ title, x_label, y_label, curves }) {
    const names = Object.keys(curves);
    const values = Object.values(curves);
    const x = linearScale([0, values[0].length], CURVES_AREA.x, 30);
    const y = linearScale([0, 1.08 * Math.max(...values.flat())], CURVES_AREA.y);
    const frame = new Frame(title, x, y, x_label, y_label, CURVES_AREA);
    const pixels = values.map((line) => [line.map((_, i) => x.map(i + 1)), line.map(y.map)]);
    frame.draw(
      pixels.map((pair, style) => seriesLine(style, ...pair)),
      pixels.flatMap(([xs, ys], style) => xs.map((px, i) => marker(style, px, ys[i]))),
    );
    frame.describe(`${names.join(" and ")} against ${x_label}; its numbers are in the table.`);
    frame.legend.append(...names.map((name, style) => legendItem(lineSwatch(style), name)));
    const columns = names.map((name, i) => ({ name, values: values[i] }));
    const table = html(
      "div",
      { class: "xp-scroll", tabindex: 0, role: "region", "aria-label": `${title} as a table` },
      dataTable(numberTable(title, x_label, values[0].map((_, i) => String(i + 1)), columns)),
    );
    const numbers = new Disclosure("The curves as a table", [table]);
    this.root = html("div", { class: "practice-figure" }, frame.root, numbers.button, numbers.content);
  }
}
