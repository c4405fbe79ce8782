// Points of data, and lines through them.

const MOST_ROWS = 25;

class FitPanel {
  constructor(panel, scene) {
    this.panel = panel;
    this.scene = scene;
    const x = linearScale(panel.x_range, PLOT_X, 6);
    const y = linearScale(panel.y_range, PLOT_Y);
    this.frame = new Frame(panel.title, x, y, panel.x_label, panel.y_label);
    this.pinned = pinnedItem();
    this.frame.legend.append(...this.legend(), this.pinned.item);
    this.root = this.frame.root;
  }

  legend() {
    const { classes, class_labels: labels, series, parts } = this.panel;
    const names = classes ? labels : [labels[0] ?? "data"];
    const points = names.map((text, i) =>
      legendItem(swatch(dots([17], [7], pointClass(i, classes))), text),
    );
    const lines = series.map(({ style, label }) => legendItem(lineSwatch(style), label));
    return [
      ...points,
      ...lines,
      ...(parts ? [legendItem(swatch(partLine([1, 33], [7, 7])), "single units")] : []),
    ];
  }

  xs(name, at) {
    return Array.from(this.scene.measures.row(name, at), this.frame.x.map);
  }

  ys(name, at) {
    return Array.from(this.scene.measures.row(name, at), this.frame.y.map);
  }

  draw(view) {
    const inside = view.open || !this.pointsAreLearnt ? this.points(view) : [];
    if (view.open) inside.push(...this.parts(view), ...this.lines(view));
    this.frame.draw(inside, view.open ? notes(this.departures(view.at)) : []);
    this.frame.describe(view.open ? this.summary(view) : HIDDEN);
    this.pinned.update(view.pin);
  }

  // Points that move while it trains are results, and wait for the prediction as all results do.
  get pointsAreLearnt() {
    const { time, measures } = this.scene;
    return Boolean(time) && this.panel.points.some((name) => measures.dependsOn(name, time.name));
  }

  points({ at }) {
    const [x, y] = this.panel.points;
    const [xs, ys] = [this.xs(x, at), this.ys(y, at)];
    if (!this.panel.classes) return [dots(xs, ys, pointClass(0))];
    const classes = this.scene.measures.row(this.panel.classes, at);
    return [0, 1].map((group) =>
      dots(
        xs,
        ys.map((y, i) => (classes[i] === group ? y : NaN)),
        pointClass(group, true),
      ),
    );
  }

  parts({ at }) {
    if (!this.panel.parts) return [];
    const xs = this.xs(this.panel.line_x, at);
    const ys = this.ys(this.panel.parts, at);
    const count = ys.length / xs.length;
    return Array.from({ length: count }, (_, i) =>
      partLine(xs, ys.slice(i * xs.length, (i + 1) * xs.length)),
    );
  }

  lines({ at, pin, spread }) {
    const xs = this.xs(this.panel.line_x, at);
    const pins = pin
      ? this.panel.series.map(({ measure }) => pinnedLine(xs, this.ys(measure, pin.at)))
      : [];
    const banded = spread ? this.panel.series.filter(({ band }) => band.length) : [];
    const bands = banded.map(({ band: [low, high], style }) =>
      svg("path", {
        class: `xp-band xp-colour-${style}`,
        d: areaPath(xs, this.ys(low, at), this.ys(high, at)),
      }),
    );
    const lines = this.panel.series.map(({ measure, style }) =>
      seriesLine(style, xs, this.ys(measure, at)),
    );
    return [...pins, ...bands, ...lines];
  }

  // A line that cannot be seen says so.
  departures(at) {
    const [low, high] = this.panel.y_range;
    const outside = (y) => y < low || y > high;
    return this.panel.series.flatMap(({ label, measure }) => {
      const ys = this.scene.measures.row(measure, at);
      if (ys.some((y) => !Number.isFinite(y))) return [`${label}: diverged, no line to draw`];
      return ys.every(outside) ? [`${label}: outside the plot`] : [];
    });
  }

  summary({ at }) {
    const xs = this.scene.measures.row(this.panel.line_x, at);
    const ends = this.panel.series.map(({ label, measure }) => {
      const ys = this.scene.measures.row(measure, at);
      return `${label} from ${numberText(ys[0])} to ${numberText(ys.at(-1))}`;
    });
    const range = `${this.panel.x_label} from ${numberText(xs[0])} to ${numberText(xs.at(-1))}`;
    return [`${range}: ${ends.join(", ")}`, ...this.departures(at)].join(". ");
  }

  tables(view) {
    return [this.lineTable(view), this.pointTable(view)].filter(Boolean);
  }

  lineTable({ at, pin }) {
    const xs = this.scene.measures.row(this.panel.line_x, at);
    const columns = this.panel.series.map(({ label, measure }) => ({
      name: label,
      values: this.scene.measures.row(measure, at),
    }));
    if (pin) {
      columns.push(
        ...this.panel.series.map(({ label, measure }) => ({
          name: `${label}, pinned`,
          values: this.scene.measures.row(measure, pin.at),
        })),
      );
    }
    if (!columns.length) return null;
    const every = Math.ceil(xs.length / MOST_ROWS);
    const places = Array.from(xs.keys()).filter((i) => i % every === 0);
    const rows = places.map((i) => [
      numberText(xs[i]),
      ...columns.map(({ values }) => numberText(values[i])),
    ]);
    return {
      caption: `${this.panel.title}: lines`,
      head: [this.panel.x_label, ...columns.map(({ name }) => name)],
      rows,
    };
  }

  pointTable({ at }) {
    const [xs, ys] = this.panel.points.map((name) => this.scene.measures.row(name, at));
    const classes = this.panel.classes && this.scene.measures.row(this.panel.classes, at);
    const places = Array.from(xs.keys()).filter(
      (i) => Number.isFinite(xs[i]) && Number.isFinite(ys[i]),
    );
    const rows = places.map((i) => [
      numberText(xs[i]),
      numberText(ys[i]),
      ...(classes ? [this.panel.class_labels[classes[i]]] : []),
    ]);
    return {
      caption: `${this.panel.title}: data`,
      head: [this.panel.x_label, this.panel.y_label, ...(classes ? ["class"] : [])],
      rows,
    };
  }
}

const pointClass = (group, classes) => (classes ? `xp-class-${group}` : "xp-data");

const partLine = (xs, ys) => svg("path", { class: "xp-unit", d: linePath(xs, ys) });
