// Bars for one or two groups over the same bins.

class HistogramPanel {
  constructor(panel, scene) {
    this.panel = panel;
    this.scene = scene;
    const { edges, series, title, x_label: xLabel, y_label: yLabel } = panel;
    const highest = Math.max(...series.map(({ measure }) => scene.measures.range(measure)[1]));
    const x = linearScale([edges[0], edges.at(-1)], PLOT_X, 6);
    const y = linearScale([0, highest * 1.05 || 1], PLOT_Y);
    this.frame = new Frame(title, x, y, xLabel, yLabel);
    this.pinned = pinnedItem();
    this.frame.legend.append(
      ...series.map(({ style, label }) => legendItem(barSwatch(style), label)),
      this.pinned.item,
    );
    this.root = this.frame.root;
  }

  draw(view) {
    const open = view.open ? [...this.bars(view), ...this.pins(view)] : [];
    this.frame.draw(open, view.open ? this.marker(view) : []);
    this.frame.describe(view.open ? this.summary(view) : HIDDEN);
    this.pinned.update(view.pin);
  }

  counts(measure, at) {
    return this.scene.measures.row(measure, at);
  }

  // Groups stand side by side in each bin.
  bars({ at }) {
    const share = 1 / this.panel.series.length;
    return this.panel.series.map(({ measure, style }, group) => {
      const edges = this.panel.edges.map(this.frame.x.map);
      const d = Array.from(this.counts(measure, at), (count, i) => {
        const width = edges[i + 1] - edges[i] - 1;
        return barPath(
          edges[i] + 0.5 + width * share * group,
          width * share,
          this.frame.y.map(count),
        );
      });
      return svg("path", { class: `xp-bar xp-colour-${style}`, d: d.join("") });
    });
  }

  pins({ pin }) {
    if (!pin) return [];
    return this.panel.series.map(({ measure }) =>
      pinnedLine(...this.steps(this.counts(measure, pin.at))),
    );
  }

  // The outline of all bars.
  steps(counts) {
    const [xs, ys] = [[], []];
    counts.forEach((count, i) => {
      xs.push(this.frame.x.map(this.panel.edges[i]), this.frame.x.map(this.panel.edges[i + 1]));
      ys.push(this.frame.y.map(count), this.frame.y.map(count));
    });
    return [xs, ys];
  }

  marker({ at }) {
    const setting = this.scene.words.settings.get(this.panel.marker);
    if (!setting) return [];
    const x = this.frame.x.map(setting.values[at[setting.name]]);
    return [
      svg("line", { class: "xp-here xp-strong", x1: x, x2: x, y1: PLOT_Y[0], y2: PLOT_Y[1] }),
    ];
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

  tables({ at, pin }) {
    const columns = this.panel.series.map(({ label, measure }) => ({
      name: label,
      values: this.counts(measure, at),
    }));
    if (pin) {
      columns.push(
        ...this.panel.series.map(({ label, measure }) => ({
          name: `${label}, pinned`,
          values: this.counts(measure, pin.at),
        })),
      );
    }
    const bins = Array.from({ length: this.panel.edges.length - 1 }, (_, i) => i);
    const rows = bins.map((i) => [
      this.bin(i),
      ...columns.map(({ values }) => numberText(values[i])),
    ]);
    return [
      {
        caption: this.panel.title,
        head: [this.panel.x_label, ...columns.map(({ name }) => name)],
        rows,
      },
    ];
  }
}

function barPath(x, width, y) {
  if (!Number.isFinite(y)) return "";
  const [left, right] = [x.toFixed(1), (x + width).toFixed(1)];
  return `M${left} ${PLOT_Y[0]}V${near(y).toFixed(1)}H${right}V${PLOT_Y[0]}Z`;
}

const barSwatch = (style) =>
  swatch(svg("rect", { class: `xp-bar xp-colour-${style}`, x: 10, y: 1, width: 14, height: 12 }));
