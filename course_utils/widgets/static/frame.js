// The frame of a plot: a fixed size, axes that never move, and a place to draw inside.

const PLOT = { width: 390, height: 250, left: 62, right: 14, top: 12, bottom: 44 };
const PLOT_X = [PLOT.left, PLOT.width - PLOT.right];
const PLOT_Y = [PLOT.height - PLOT.bottom, PLOT.top];

function xTick(scale, { value, text }) {
  const x = scale.map(value);
  return svg(
    "g",
    {},
    svg("line", { class: "xp-grid", x1: x, x2: x, y1: PLOT_Y[0], y2: PLOT_Y[1] }),
    svg("text", { x, y: PLOT_Y[0] + 16, "text-anchor": "middle" }, text),
  );
}

function yTick(scale, { value, text }) {
  const y = scale.map(value);
  return svg(
    "g",
    {},
    svg("line", { class: "xp-grid", x1: PLOT_X[0], x2: PLOT_X[1], y1: y, y2: y }),
    svg("text", { x: PLOT_X[0] - 7, y: y + 4, "text-anchor": "end" }, text),
  );
}

function axisTitles(xLabel, yLabel) {
  const middle = (PLOT_Y[0] + PLOT_Y[1]) / 2;
  return [
    svg(
      "text",
      {
        class: "xp-axis-title",
        x: (PLOT_X[0] + PLOT_X[1]) / 2,
        y: PLOT.height - 8,
        "text-anchor": "middle",
      },
      xLabel,
    ),
    svg(
      "text",
      {
        class: "xp-axis-title",
        x: 13,
        y: middle,
        "text-anchor": "middle",
        transform: `rotate(-90 13 ${middle})`,
      },
      yLabel,
    ),
  ];
}

function axisLines() {
  const [left, right] = PLOT_X;
  const [bottom, top] = PLOT_Y;
  return svg("path", { class: "xp-axis", d: `M${left} ${top}V${bottom}H${right}` });
}

class Frame {
  constructor(title, x, y, xLabel, yLabel) {
    this.x = x;
    this.y = y;
    // An inner <svg> cuts off at its edges what is drawn in it.
    const [left, top] = [PLOT_X[0], PLOT_Y[1]];
    const [width, height] = [PLOT_X[1] - left, PLOT_Y[0] - top];
    this.inside = svg("svg", {
      x: left,
      y: top,
      width,
      height,
      viewBox: `${left} ${top} ${width} ${height}`,
    });
    this.above = svg("g");
    this.picture = svg(
      "svg",
      { class: "xp-plot", viewBox: `0 0 ${PLOT.width} ${PLOT.height}`, role: "img" },
      ...x.ticks.map((tick) => xTick(x, tick)),
      ...y.ticks.map((tick) => yTick(y, tick)),
      ...axisTitles(xLabel, yLabel),
      this.inside,
      axisLines(),
      this.above,
    );
    this.legend = html("div", { class: "xp-legend" });
    this.title = title;
    this.root = panelFigure(title, this.picture, this.legend);
  }

  draw(inside, above = []) {
    this.inside.replaceChildren(...inside);
    this.above.replaceChildren(...above);
  }

  describe(text) {
    this.picture.setAttribute("aria-label", `${this.title}. ${text}`);
  }
}

function panelFigure(title, ...children) {
  return html("figure", { class: "xp-panel" }, html("figcaption", {}, title), ...children);
}

function legendItem(picture, text, name = "") {
  return html(
    "span",
    { class: `xp-legend-item ${name}`, title: text },
    picture,
    html("span", {}, text),
  );
}

// The pinned run's name has its room from the start, so that the legend does not jump.
function pinnedItem() {
  const item = legendItem(pinnedSwatch(), "pinned", "xp-off");
  return {
    item,
    update(pin) {
      setShown(item, pin);
      if (pin) {
        setText(item.lastChild, `pinned: ${pin.text}`);
        item.title = `pinned: ${pin.text}`;
      }
    },
  };
}
