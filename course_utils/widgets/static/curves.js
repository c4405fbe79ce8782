// Lines against one setting, with a marker at its value. Dragging in it moves the setting.

class CurvesPanel {
  constructor(panel, scene, area) {
    this.panel = panel;
    this.scene = scene;
    this.setting = scene.words.settings.get(panel.x);
    const x = settingScale(this.setting, area.x);
    const range = panel.y_range ?? padded(this.naturalRange(), panel.log);
    const y = (panel.log ? logScale : linearScale)(range, area.y);
    this.frame = new Frame(panel.title, x, y, this.setting.label, panel.y_label, area);
    this.xs = this.setting.values.map((_, i) => x.place(i));
    this.spread = new SpreadItems(panel.series, scene.page);
    this.frame.legend.append(...this.legend(), ...this.spread.items);
    this.root = this.frame.root;
    this.touch = new Touch(this);
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
    return items;
  }

  along(name, at) {
    return this.scene.measures.along(name, this.panel.x, at);
  }

  pixels(name, at) {
    return Array.from(this.along(name, at), this.frame.y.map);
  }

  draw(view) {
    const { inside, above } = view.open ? this.opened(view) : { inside: [], above: [] };
    this.frame.draw(inside, [...above, ...this.guessed(view)]);
    this.frame.describe(view.open ? this.summary(view) : HIDDEN);
    this.spread.draw(view);
    this.touch.draw();
  }

  opened(view) {
    const inside = [
      ...this.floor(view),
      ...this.bands(view),
      ...this.pinned(view),
      ...this.lines(view),
    ];
    const above = [...this.markers(view), ...this.pinMarks(view), ...this.departures(view)];
    return { inside, above };
  }

  // The guess stays as long as the setting it is about; a drawn curve stays for good.
  guessed(view) {
    if (!this.scene.isAsked(this.panel)) return [];
    const { drawing } = this.scene.page.prediction;
    const points = view.guess?.points ?? (view.open ? null : view.drawn);
    const shown = drawing ? points : isRevealing(this.scene, view);
    if (!shown) return [];
    return drawing
      ? drawnMarks(this, view, drawing.measure, points)
      : claimMarks(this, view);
  }

  floor(view) {
    if (!this.panel.floor) return [];
    const y = this.frame.y.map(this.scene.measures.number(this.panel.floor, view.at));
    return Number.isFinite(y) ? [floorLine(this.frame.area.x, y)] : [];
  }

  pinned({ pins }) {
    return pins.flatMap(({ at }, pin) =>
      this.panel.series.map(({ measure }) => pinnedLine(pin, this.xs, this.pixels(measure, at))),
    );
  }

  // Along the time all runs go side by side; along another setting each is where it was pinned.
  pinMarks({ at, pins }) {
    const timed = this.setting === this.scene.time;
    return pins.flatMap((pin, i) => {
      const place = { ...pin.at, ...(timed ? { [this.panel.x]: at[this.panel.x] } : {}) };
      const x = this.xs[place[this.panel.x]];
      return this.panel.series
        .map(({ measure }) => this.frame.y.map(this.scene.measures.number(measure, place)))
        .filter((y) => this.isInside(y))
        .map((y) => pinMark(i, x, y));
    });
  }

  isInside(y) {
    const [bottom, top] = this.frame.area.y;
    return y >= top - 1 && y <= bottom + 1;
  }

  bands({ spread, at }) {
    const banded = spread ? this.panel.series.filter(({ band }) => band.length) : [];
    return banded.map(({ band: [low, high], style }) =>
      seriesBand(style, this.xs, this.pixels(low, at), this.pixels(high, at)),
    );
  }

  lines({ at }) {
    return this.panel.series.map(({ measure, style }) =>
      seriesLine(style, this.xs, this.pixels(measure, at)),
    );
  }

  markers({ at }) {
    const x = this.xs[at[this.panel.x]];
    const [y1, y2] = this.frame.area.y;
    const marks = this.panel.series
      .map(({ measure, style }) => [
        style,
        this.frame.y.map(this.scene.measures.number(measure, at)),
      ])
      .filter(([, y]) => this.isInside(y))
      .map(([style, y]) => marker(style, x, y));
    return [svg("line", { class: "xp-here", x1: x, x2: x, y1, y2 }), ...marks];
  }

  // Which series go out, and where.
  gone({ at }) {
    const { range } = this.frame.y;
    const { not_finite: notFinite } = this.scene.page;
    return this.panel.series
      .map((series) => {
        const along = this.along(series.measure, at);
        const numbers = this.panel.may_end ? along.filter((y) => !Number.isNaN(y)) : along;
        return { ...series, out: departure(numbers, range, (i) => this.nameOf(i), notFinite) };
      })
      .filter(({ out }) => out);
  }

  nameOf(i) {
    return `${this.setting.label.toLowerCase()} ${this.setting.texts[i]}`;
  }

  departures(view) {
    const { area } = this.frame;
    const gone = this.gone(view);
    const arrows = gone.map(({ style, out }) =>
      departureArrow(area, style, this.xs[out.place], out.up),
    );
    const words = area.small ? [] : gone.map(({ label, out }) => `${label} ${out.words}`);
    return [...arrows, ...notes(area, words)];
  }

  summary(view) {
    const gone = this.gone(view).map(({ label, out }) => `${label} ${out.words}`);
    return [this.reading(view.at[this.panel.x], view), ...gone].join(". ");
  }

  stops() {
    return this.xs;
  }

  here({ at }) {
    return at[this.panel.x];
  }

  reading(i, view) {
    const at = { ...view.at, [this.panel.x]: i };
    const said = this.panel.series.map(
      ({ label, measure }) => `${label} ${numberText(this.scene.measures.number(measure, at))}`,
    );
    return `${this.setting.label} ${this.setting.texts[i]}: ${said.join(", ")}`;
  }

  grab() {
    const { name } = this.setting;
    if (!this.scene.shows(name)) return null;
    return (x) => this.scene.change({ [name]: nearestOf(this.xs, x) });
  }

  tables(view) {
    const columns = this.panel.series.flatMap((series) => this.columns(series, view));
    return [numberTable(this.panel.title, this.setting.label, this.setting.texts, columns)];
  }

  columns({ label, measure, band }, { at, pins, spread }) {
    const columns = [{ name: label, values: this.along(measure, at) }];
    if (spread && band.length) {
      columns.push({ name: `${label}, low`, values: this.along(band[0], at) });
      columns.push({ name: `${label}, high`, values: this.along(band[1], at) });
    }
    pins.forEach((pin, i) =>
      columns.push({ name: `${label}, run ${i + 1}`, values: this.along(measure, pin.at) }),
    );
    return columns;
  }
}

const floorLine = ([x1, x2], y) => svg("line", { class: "xp-floor", x1, x2, y1: y, y2: y });
