// Lines against one setting, with a marker where it stands.

class CurvesPanel {
  constructor(panel, scene) {
    this.panel = panel;
    this.scene = scene;
    this.setting = scene.words.settings.get(panel.x);
    const x = settingScale(this.setting, PLOT_X);
    const range = panel.y_range ?? padded(this.naturalRange(), panel.log);
    const y = (panel.log ? logScale : linearScale)(range, PLOT_Y);
    this.frame = new Frame(panel.title, x, y, this.setting.label, panel.y_label);
    this.xs = this.setting.values.map((_, i) => x.place(i));
    this.pinned = pinnedItem();
    this.frame.legend.append(...this.legend(), this.pinned.item);
    this.root = this.frame.root;
  }

  naturalRange() {
    const names = this.panel.series.flatMap(({ measure, band }) => [measure, ...band]);
    if (this.panel.floor) names.push(this.panel.floor);
    const ranges = names.map((name) => this.scene.measures.range(name, this.panel.log));
    return [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
  }

  legend() {
    const items = this.panel.series.map(({ style, label }) => legendItem(lineSwatch(style), label));
    if (this.panel.floor)
      items.push(legendItem(swatch(floorLine([1, 33], 7)), this.panel.floor_label));
    if (this.scene.isDrawn(this.panel)) items.push(legendItem(drawnSwatch(), "your prediction"));
    return items;
  }

  along(name, at) {
    return this.scene.measures.along(name, this.panel.x, at);
  }

  pixels(name, at) {
    return Array.from(this.along(name, at), this.frame.y.map);
  }

  draw(view) {
    const inside = [];
    const above = [];
    if (view.open) {
      inside.push(...this.floor(view), ...this.pins(view), ...this.bands(view), ...this.lines(view));
      above.push(...this.markers(view), ...this.departures(view));
    }
    above.push(...this.drawn(view));
    this.frame.draw(inside, above);
    this.frame.describe(view.open ? this.summary(view) : HIDDEN);
    this.pinned.update(view.pin);
  }

  // Once the results are there, a curve that nobody drew is not shown.
  drawn({ open, drawn }) {
    const { points, moved } = drawn[this.panel.title] ?? {};
    return points && (moved || !open) ? drawnCurve(this, points) : [];
  }

  floor(view) {
    if (!this.panel.floor) return [];
    const y = this.frame.y.map(this.scene.measures.number(this.panel.floor, view.at));
    return Number.isFinite(y) ? [floorLine(PLOT_X, y)] : [];
  }

  pins({ pin }) {
    if (!pin) return [];
    return this.panel.series.map(({ measure }) =>
      pinnedLine(this.xs, this.pixels(measure, pin.at)),
    );
  }

  bands({ spread, at }) {
    const banded = spread ? this.panel.series.filter(({ band }) => band.length) : [];
    return banded.map(({ band: [low, high], style }) =>
      svg("path", {
        class: `xp-band xp-colour-${style}`,
        d: areaPath(this.xs, this.pixels(low, at), this.pixels(high, at)),
      }),
    );
  }

  lines({ at }) {
    return this.panel.series.map(({ measure, style }) =>
      seriesLine(style, this.xs, this.pixels(measure, at)),
    );
  }

  markers({ at }) {
    const x = this.xs[at[this.panel.x]];
    const line = svg("line", { class: "xp-here", x1: x, x2: x, y1: PLOT_Y[0], y2: PLOT_Y[1] });
    const inPlot = (y) => y >= PLOT_Y[1] - 1 && y <= PLOT_Y[0] + 1;
    const marks = this.panel.series
      .map(({ measure, style }) => [
        style,
        this.frame.y.map(this.scene.measures.number(measure, at)),
      ])
      .filter(([, y]) => inPlot(y))
      .map(([style, y]) => marker(style, x, y));
    return [line, ...marks];
  }

  // Which series go out, and where.
  gone({ at }) {
    const nameOf = (i) => `${this.setting.label.toLowerCase()} ${this.setting.texts[i]}`;
    return this.panel.series
      .map((series) => ({
        ...series,
        out: departure(this.along(series.measure, at), this.frame.y.range, nameOf),
      }))
      .filter(({ out }) => out);
  }

  departures(view) {
    const gone = this.gone(view);
    const arrows = gone.map(({ style, out }) => departureArrow(style, this.xs[out.place], out.up));
    return [...arrows, ...notes(gone.map(({ label, out }) => `${label} ${out.words}`))];
  }

  summary(view) {
    const now = this.panel.series.map(
      ({ label, measure }) =>
        `${label} ${numberText(this.scene.measures.number(measure, view.at))}`,
    );
    const where = `${this.setting.label} ${this.scene.words.text(this.panel.x, view.at)}`;
    const gone = this.gone(view).map(({ label, out }) => `${label} ${out.words}`);
    return [`${where}: ${now.join(", ")}`, ...gone].join(". ");
  }

  tables(view) {
    const columns = this.panel.series.flatMap((series) => this.columns(series, view));
    const rows = this.setting.texts.map((text, i) => [
      text,
      ...columns.map(({ values }) => numberText(values[i])),
    ]);
    return [
      {
        caption: this.panel.title,
        head: [this.setting.label, ...columns.map(({ name }) => name)],
        rows,
      },
    ];
  }

  columns({ label, measure, band }, { at, pin, spread }) {
    const columns = [{ name: label, values: this.along(measure, at) }];
    if (spread && band.length) {
      columns.push({ name: `${label}, low`, values: this.along(band[0], at) });
      columns.push({ name: `${label}, high`, values: this.along(band[1], at) });
    }
    if (pin) columns.push({ name: `${label}, pinned`, values: this.along(measure, pin.at) });
    return columns;
  }
}

const HIDDEN = "Hidden until you have made your prediction.";

const floorLine = ([x1, x2], y) => svg("line", { class: "xp-floor", x1, x2, y1: y, y2: y });
