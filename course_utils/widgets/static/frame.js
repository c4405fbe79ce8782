// The frame of a plot: a fixed size, axes that never move, and a place to draw inside.

// Where the axes are in a picture of this size: x from left to right, y from bottom to top.
function plotArea(width, height, [left, right, bottom, top] = [58, 14, 42, 10]) {
  return { width, height, x: [left, width - right], y: [height - bottom, top] };
}

const LARGE = plotArea(380, 226);
const SMALL = { ...plotArea(220, 134, [44, 14, 34, 7]), small: true };
const HIDDEN = "Hidden until you have made your prediction.";

function xTick(area, scale, { value, text }) {
  const x = scale.map(value);
  return svg(
    "g",
    {},
    svg("line", { class: "xp-grid", x1: x, x2: x, y1: area.y[0], y2: area.y[1] }),
    svg("text", { x, y: area.y[0] + 14, "text-anchor": "middle" }, text),
  );
}

function yTick(area, scale, { value, text }) {
  const y = scale.map(value);
  return svg(
    "g",
    {},
    svg("line", { class: "xp-grid", x1: area.x[0], x2: area.x[1], y1: y, y2: y }),
    svg("text", { x: area.x[0] - 5, y: y + 4, "text-anchor": "end" }, text),
  );
}

function axisTitles(area, xLabel, yLabel) {
  const middle = (area.y[0] + area.y[1]) / 2;
  const title = { class: "xp-axis-title", "text-anchor": "middle" };
  const x = (area.x[0] + area.x[1]) / 2;
  return [
    svg("text", { ...title, x, y: area.height - 6 }, shortened(xLabel, area.width)),
    svg(
      "text",
      { ...title, x: 9, y: middle, transform: `rotate(-90 9 ${middle})` },
      shortened(yLabel, area.height),
    ),
  ];
}

// As many letters as there is room for.
function shortened(text, pixels) {
  const most = Math.floor(pixels / 5.8);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function axisLines(area) {
  const [left, right] = area.x;
  const [bottom, top] = area.y;
  return svg("path", { class: "xp-axis", d: `M${left} ${top}V${bottom}H${right}` });
}

class Frame {
  constructor(title, x, y, xLabel, yLabel, area = LARGE) {
    Object.assign(this, { title, x, y, area });
    // An inner <svg> cuts off at its edges what is drawn in it.
    const [left, top] = [area.x[0], area.y[1]];
    const [width, height] = [area.x[1] - left, area.y[0] - top];
    const box = { x: left, y: top, width, height };
    this.inside = svg("svg", { ...box, viewBox: `${left} ${top} ${width} ${height}` });
    this.above = svg("g");
    this.cursor = svg("g");
    this.picture = svg(
      "svg",
      { class: "xp-plot", viewBox: `0 0 ${area.width} ${area.height}`, role: "img" },
      ...x.ticks.map((tick) => xTick(area, x, tick)),
      ...y.ticks.map((tick) => yTick(area, y, tick)),
      ...axisTitles(area, xLabel, yLabel),
      this.inside,
      axisLines(area),
      this.above,
      this.cursor,
    );
    this.reading = html("output", { class: "xp-reading", hidden: true });
    this.legend = html("div", { class: "xp-legend" });
    this.root = panelFigure(title, area, this.picture, this.reading, this.legend);
  }

  draw(inside, above = []) {
    this.inside.replaceChildren(...inside);
    this.above.replaceChildren(...above);
  }

  describe(text) {
    this.picture.setAttribute("aria-label", `${this.title}. ${text}`);
  }
}

function panelFigure(title, { small }, ...children) {
  const name = `xp-panel ${small ? "xp-small" : "xp-large"}`;
  return html("figure", { class: name }, html("figcaption", {}, title), ...children);
}
