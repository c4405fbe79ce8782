// How series look: colour, dash and marker always go together.

const DASHES = ["", "7 4", "9 3 2 3", "2 3", "12 3 2 3 2 3"];
const FAR = 1e4;

// Far outside the plot a line goes on to its edge; SVG need not know how far it went.
const near = (pixel) => Math.max(-FAR, Math.min(FAR, pixel));

// One path through all points; where a number is missing, the line breaks.
function linePath(xs, ys) {
  let path = "";
  let pen = "M";
  for (let i = 0; i < xs.length; i += 1) {
    if (Number.isFinite(ys[i]) && Number.isFinite(xs[i])) {
      path += `${pen}${near(xs[i]).toFixed(1)} ${near(ys[i]).toFixed(1)}`;
      pen = "L";
    } else pen = "M";
  }
  return path;
}

function areaPath(xs, lows, highs) {
  const known = xs
    .map((_, i) => i)
    .filter((i) => Number.isFinite(lows[i]) && Number.isFinite(highs[i]));
  if (known.length < 2) return "";
  const there = known.map((i) => `${near(xs[i]).toFixed(1)} ${near(highs[i]).toFixed(1)}`);
  const back = known.reverse().map((i) => `${near(xs[i]).toFixed(1)} ${near(lows[i]).toFixed(1)}`);
  return `M${[...there, ...back].join("L")}Z`;
}

function seriesLine(style, xs, ys, attributes = {}) {
  return svg("path", {
    class: `xp-line xp-colour-${style}`,
    "stroke-dasharray": DASHES[style],
    d: linePath(xs, ys),
    ...attributes,
  });
}

const pinnedLine = (xs, ys) => svg("path", { class: "xp-line xp-pinned", d: linePath(xs, ys) });

const MARKERS = [
  (x, y) => svg("circle", { cx: x, cy: y, r: 5 }),
  (x, y) => svg("rect", { x: x - 4.5, y: y - 4.5, width: 9, height: 9 }),
  (x, y) => svg("path", { d: `M${x} ${y - 6}L${x + 5.5} ${y + 4.5}L${x - 5.5} ${y + 4.5}Z` }),
  (x, y) => svg("path", { d: `M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z` }),
  (x, y) =>
    svg("path", { d: `M${x - 5} ${y - 5}L${x + 5} ${y + 5}M${x + 5} ${y - 5}L${x - 5} ${y + 5}` }),
];

function marker(style, x, y) {
  const mark = MARKERS[style](x, y);
  mark.setAttribute("class", `xp-marker xp-colour-${style}`);
  return mark;
}

// Many points as one path: each is a line without length, drawn by its round or square end.
function dots(xs, ys, name) {
  let path = "";
  for (let i = 0; i < xs.length; i += 1) {
    if (Number.isFinite(xs[i]) && Number.isFinite(ys[i])) {
      path += `M${near(xs[i]).toFixed(1)} ${near(ys[i]).toFixed(1)}h0`;
    }
  }
  return svg("path", { class: `xp-dots ${name}`, d: path });
}

function swatch(...marks) {
  return svg("svg", { class: "xp-swatch", viewBox: "0 0 34 14", "aria-hidden": "true" }, ...marks);
}

const lineSwatch = (style) => swatch(seriesLine(style, [1, 33], [7, 7]), marker(style, 17, 7));

const pinnedSwatch = () => swatch(pinnedLine([1, 33], [7, 7]));
