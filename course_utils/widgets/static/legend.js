// What a legend shows: a small picture of each line, marker or bar, and its name.

function swatch(...marks) {
  return svg("svg", { class: "xp-swatch", viewBox: "0 0 34 14", "aria-hidden": "true" }, ...marks);
}

const lineSwatch = (style) => swatch(seriesLine(style, [1, 33], [7, 7]), marker(style, 17, 7));

const bandSwatch = (style) => swatch(seriesBand(style, [1, 33], [13, 13], [1, 1]));

const guessSwatch = () => swatch(...guessedLine([1, 33], [7, 7]), guessedPoint(17, 7));

const gapSwatch = (right) =>
  swatch(svg("rect", { class: gapClass(right), x: 1, y: 1, width: 32, height: 12 }));

const barSwatch = (style) =>
  swatch(svg("rect", { class: `xp-bar xp-colour-${style}`, x: 10, y: 1, width: 14, height: 12 }));

function legendItem(picture, text, name = "") {
  return html(
    "span",
    { class: `xp-legend-item ${name}`, title: text },
    picture,
    html("span", {}, text),
  );
}

// What the bands of some series cover, where they are drawn.
class SpreadItems {
  constructor(series, { spread_edges: edges, spread_over: over }) {
    const banded = series.filter(({ band }) => band.length).slice(0, 1);
    const name = (style) => legendItem(bandSwatch(style), `${edges} of ${over}`);
    this.items = banded.map(({ style }) => name(style));
  }

  draw({ open, spread }) {
    for (const item of this.items) item.hidden = !open || !spread;
  }
}
