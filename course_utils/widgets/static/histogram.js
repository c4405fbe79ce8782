// Bars for one or two groups over the same bins. Dragging in it moves the line of a setting.

class HistogramPanel {
  constructor(panel, scene, area) {
    this.panel = panel;
    this.scene = scene;
    const { edges, series, title, x_label: xLabel, y_label: yLabel } = panel;
    const highest = Math.max(...series.map(({ measure }) => scene.measures.range(measure)[1]));
    const x = linearScale([edges[0], edges.at(-1)], area.x, WIDE);
    const y = linearScale([0, highest * 1.05 || 1], area.y);
    this.frame = new Frame(title, x, y, xLabel, yLabel, area);
    this.frame.legend.append(
      ...series.map(({ style, label }) => legendItem(barSwatch(style), label)),
    );
    this.root = this.frame.root;
    this.touch = new Touch(this);
  }

  draw(view) {
    const open = view.open ? [...this.bars(view), ...this.pinned(view)] : [];
    this.frame.draw(open, view.open ? this.marker(view) : []);
    this.frame.describe(view.open ? this.summary(view) : HIDDEN);
    this.touch.draw();
  }

  counts(measure, at) {
    return this.scene.measures.row(measure, at);
  }

  // Groups are side by side in each bin.
  bars({ at }) {
    const share = 1 / this.panel.series.length;
    const [bottom] = this.frame.area.y;
    return this.panel.series.map(({ measure, style }, group) => {
      const edges = this.panel.edges.map(this.frame.x.map);
      const d = Array.from(this.counts(measure, at), (count, i) => {
        const width = edges[i + 1] - edges[i] - 1;
        const left = edges[i] + 0.5 + width * share * group;
        return barPath(left, width * share, this.frame.y.map(count), bottom);
      });
      return svg("path", { class: `xp-bar xp-colour-${style}`, d: d.join("") });
    });
  }

  // A pinned run whose bars are the same needs no outline.
  pinned({ at, pins }) {
    return pins.flatMap((pin, i) => {
      const place = this.scene.atSameTime(pin.at, at);
      return this.panel.series
        .filter(({ measure }) => !this.scene.same(measure, place, at))
        .map(({ measure }) => pinnedLine(i, ...this.outline(this.counts(measure, place))));
    });
  }

  outline(counts) {
    const [xs, ys] = [[], []];
    counts.forEach((count, i) => {
      xs.push(this.frame.x.map(this.panel.edges[i]), this.frame.x.map(this.panel.edges[i + 1]));
      ys.push(this.frame.y.map(count), this.frame.y.map(count));
    });
    return [xs, ys];
  }

  get setting() {
    return this.scene.words.settings.get(this.panel.marker);
  }

  marker({ at }) {
    if (!this.setting) return [];
    const x = this.frame.x.map(this.setting.values[at[this.setting.name]]);
    const [y1, y2] = this.frame.area.y;
    return [svg("line", { class: "xp-here xp-strong", x1: x, x2: x, y1, y2 })];
  }

  summary({ at }) {
    const peaks = this.panel.series.map(({ label, measure }) => {
      const counts = this.counts(measure, at);
      return `${label} most often ${this.bin(counts.indexOf(Math.max(...counts)))}`;
    });
    const { marker } = this.panel;
    return [...peaks, ...(marker ? [`line at ${this.scene.words.text(marker, at)}`] : [])].join(
      ", ",
    );
  }

  bin(i) {
    return `${numberText(this.panel.edges[i] ?? NaN)} to ${numberText(this.panel.edges[i + 1] ?? NaN)}`;
  }

  stops() {
    const { edges } = this.panel;
    return edges.slice(1).map((edge, i) => this.frame.x.map((edge + edges[i]) / 2));
  }

  reading(i, { at }) {
    const said = this.panel.series.map(
      ({ label, measure }) => `${label} ${numberText(this.counts(measure, at)[i])}`,
    );
    return `${this.bin(i)}: ${said.join(", ")}`;
  }

  grab() {
    if (!this.setting || !this.scene.shows(this.setting.name)) return null;
    const places = this.setting.values.map(this.frame.x.map);
    return (x) => this.scene.change({ [this.setting.name]: nearestOf(places, x) });
  }

  tables({ at, pins }) {
    const { title, series, x_label: xLabel } = this.panel;
    const read = (measure, place) => this.counts(measure, place);
    const bins = this.panel.edges.slice(1).map((_, i) => this.bin(i));
    return [numberTable(title, xLabel, bins, seriesColumns(series, read, at, pins))];
  }
}

function barPath(x, width, y, bottom) {
  if (!Number.isFinite(y)) return "";
  const [left, right] = [x.toFixed(1), (x + width).toFixed(1)];
  return `M${left} ${bottom}V${clamped(y).toFixed(1)}H${right}V${bottom}Z`;
}
