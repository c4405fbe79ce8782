// Points of data, and lines through them. Where the spec says so, a line can be dragged.

const MOST_ROWS = 25;

class FitPanel {
  constructor(panel, scene, area) {
    this.panel = panel;
    this.scene = scene;
    const x = linearScale(panel.x_range, area.x, WIDE);
    const y = linearScale(panel.y_range, area.y);
    this.frame = new Frame(panel.title, x, y, panel.x_label, panel.y_label, area);
    this.frame.legend.append(...this.legend());
    this.root = this.frame.root;
    this.root.classList.toggle("xp-grab", panel.drag.some((name) => scene.shows(name)));
    this.touch = new Touch(this);
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
      ...(parts ? [legendItem(swatch(partLine([1, 33], [7, 7])), this.panel.parts_label)] : []),
    ];
  }

  xs(name, at) {
    return Array.from(this.scene.measures.row(name, at), this.frame.x.map);
  }

  ys(name, at) {
    return Array.from(this.scene.measures.row(name, at), this.frame.y.map);
  }

  draw(view) {
    const inside = view.open || !this.pointsAreResults ? this.points(view) : [];
    if (view.open) inside.push(...this.guessed(view), ...this.parts(view), ...this.lines(view));
    const { area } = this.frame;
    const words = view.open ? this.departures(view.at).map((text) => this.note(text)) : [];
    this.frame.draw(inside, notes(area, words));
    this.frame.describe(view.open ? this.summary(view) : HIDDEN);
    this.touch.draw();
  }

  // Where there is little room, what happened is said and not to whom.
  note(text) {
    return this.frame.area.small ? text.split(": ").at(-1).split(",")[0] : text;
  }

  // Points that move with the time are results, and wait for the prediction as all results do.
  get pointsAreResults() {
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

  // The line of the setting that was guessed, and the area between it and the one that is right.
  guessed(view) {
    if (!this.scene.isAsked(this.panel) || !isRevealing(this.scene, view)) return [];
    const xs = this.xs(this.panel.line_x, view.at);
    return claimsOf(this.scene, view).flatMap(({ at, measure }) => {
      const [guess, real] = [this.ys(measure, at), this.ys(measure, view.at)];
      return [gapArea(xs, guess, real), ...guessedLine(xs, guess)];
    });
  }

  parts(view) {
    if (!this.panel.parts) return [];
    const { at } = view;
    const xs = this.xs(this.panel.line_x, at);
    const ys = this.ys(this.panel.parts, at);
    const silent = silentParts(this.scene, view);
    const heard = Array.from({ length: ys.length / xs.length }, (_, i) => i).filter(
      (i) => !silent.includes(i),
    );
    return heard.map((i) => partLine(xs, ys.slice(i * xs.length, (i + 1) * xs.length)));
  }

  // The first line, without the parts that were taken out.
  lineRow(measure, view) {
    const row = Array.from(this.scene.measures.row(measure, view.at));
    const silent = this.panel.parts ? silentParts(this.scene, view) : [];
    if (!silent.length || measure !== this.panel.series[0].measure) return row;
    return lineWithout(row, this.scene.measures.row(this.panel.parts, view.at), silent);
  }

  lines(view) {
    const { at, pins, spread } = view;
    const xs = this.xs(this.panel.line_x, at);
    const pinned = pins.flatMap((pin, i) => this.pinnedLines(pin, i, at));
    const banded = spread ? this.panel.series.filter(({ band }) => band.length) : [];
    const bands = banded.map(({ band: [low, high], style }) =>
      seriesBand(style, xs, this.ys(low, at), this.ys(high, at)),
    );
    const lines = this.panel.series.map(({ measure, style }) =>
      seriesLine(style, xs, this.lineRow(measure, view).map(this.frame.y.map)),
    );
    return [...bands, ...pinned, ...lines];
  }

  // At the same time as the run on screen: the runs move side by side.
  pinnedLines(pin, i, at) {
    const place = this.scene.atSameTime(pin.at, at);
    const xs = this.xs(this.panel.line_x, place);
    const moving = this.panel.series.filter(({ measure }) => !this.scene.same(measure, place, at));
    return moving.flatMap(({ measure }) => {
      const ys = this.ys(measure, place);
      const middle = Math.floor((xs.length * (i + 1)) / 4);
      return [pinnedLine(i, xs, ys), pinMark(i, ...midpoint(xs, ys, middle))];
    });
  }

  // A line that cannot be seen says so.
  departures(at) {
    const [low, high] = this.panel.y_range;
    const outside = (y) => y < low || y > high;
    const notFinite = `${this.scene.page.not_finite}, no line to draw`;
    return this.panel.series.flatMap(({ label, measure }) => {
      const ys = this.scene.measures.row(measure, at);
      if (ys.some((y) => !Number.isFinite(y))) return [`${label}: ${notFinite}`];
      return ys.every(outside) ? [`${label}: outside the plot`] : [];
    });
  }

  summary(view) {
    const { at } = view;
    const xs = this.scene.measures.row(this.panel.line_x, at);
    const ends = this.panel.series.map(({ label, measure }) => {
      const ys = this.lineRow(measure, view);
      return `${label} from ${numberText(ys[0])} to ${numberText(ys.at(-1))}`;
    });
    const range = `${this.panel.x_label} from ${numberText(xs[0])} to ${numberText(xs.at(-1))}`;
    return [`${range}: ${ends.join(", ")}`, ...this.departures(at)].join(". ");
  }

  stops({ at }) {
    return this.xs(this.panel.line_x, at);
  }

  reading(i, view) {
    const x = this.scene.measures.row(this.panel.line_x, view.at)[i];
    const said = this.panel.series.map(
      ({ label, measure }) => `${label} ${numberText(this.lineRow(measure, view)[i])}`,
    );
    return `${this.panel.x_label} ${numberText(x)}: ${said.join(", ")}`;
  }

  // The first half of the line moves the first setting, the other half the last.
  grab(x) {
    const [left, right] = this.frame.area.x;
    const { drag } = this.panel;
    const name = x < (left + right) / 2 ? drag[0] : drag.at(-1);
    if (!name || !this.scene.shows(name)) return null;
    return (x, y) => this.scene.change({ [name]: this.nearest(name, x, y) });
  }

  // The value of a setting with which the first line comes closest to a point.
  nearest(name, x, y) {
    const { at } = this.scene.view;
    const [{ measure }] = this.panel.series;
    const heights = this.scene.words.settings.get(name).values.map((_, i) => {
      const place = { ...at, [name]: i };
      const xs = this.xs(this.panel.line_x, place);
      return interpolated(xs, this.ys(measure, place), Math.max(xs[0], Math.min(xs.at(-1), x)));
    });
    return nearestOf(heights, y);
  }

  tables(view) {
    return [this.lineTable(view), this.pointTable(view)].filter(Boolean);
  }

  lineTable(view) {
    const { at, pins } = view;
    const xs = this.scene.measures.row(this.panel.line_x, at);
    const every = Math.ceil(xs.length / MOST_ROWS);
    const shown = (values) => values.filter((_, i) => i % every === 0);
    const row = (measure, place) =>
      place === at ? this.lineRow(measure, view) : this.scene.measures.row(measure, place);
    const read = (measure, place) => shown(row(measure, place));
    const columns = seriesColumns(this.panel.series, read, at, pins);
    if (!columns.length) return null;
    const names = Array.from(shown(xs), (x) => numberText(x));
    return numberTable(`${this.panel.title}: lines`, this.panel.x_label, names, columns);
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

const partLine = (xs, ys) => svg("path", { class: "xp-thin", d: linePath(xs, ys) });

// A place on a line for its mark: a point, or halfway where there are only two.
function midpoint(xs, ys, i) {
  if (xs.length > 2) return [xs[i], ys[i]];
  return [(xs[0] + xs[1]) / 2, (ys[0] + ys[1]) / 2];
}
