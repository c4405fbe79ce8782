// Lines and areas as they are drawn: a colour and a dash always go together.

const DASHES = ["", "7 4", "9 3 2 3", "2 3", "12 3 2 3 2 3", "14 4"];
const FAR = 1e4;

// Far outside the plot a line goes on to its edge; SVG need not know how far it went.
const clamped = (pixel) => Math.max(-FAR, Math.min(FAR, pixel));

const point = (x, y) => `${clamped(x).toFixed(1)} ${clamped(y).toFixed(1)}`;

// One path through all points; where a number is missing, the line breaks.
function linePath(xs, ys) {
  let path = "";
  let pen = "M";
  for (let i = 0; i < xs.length; i += 1) {
    if (Number.isFinite(ys[i]) && Number.isFinite(xs[i])) {
      path += `${pen}${point(xs[i], ys[i])}`;
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
  const there = known.map((i) => point(xs[i], highs[i]));
  const back = known.reverse().map((i) => point(xs[i], lows[i]));
  return `M${[...there, ...back].join("L")}Z`;
}

function seriesLine(style, xs, ys) {
  return svg("path", {
    class: `xp-line xp-colour-${style}`,
    "stroke-dasharray": DASHES[style],
    d: linePath(xs, ys),
  });
}

const seriesBand = (style, xs, lows, highs) =>
  svg("path", { class: `xp-band xp-colour-${style}`, d: areaPath(xs, lows, highs) });

// The run pinned first, second or third; its number is written on it.
const pinnedLine = (pin, xs, ys) =>
  svg("path", { class: `xp-line xp-pinned xp-pin-${pin}`, d: linePath(xs, ys) });

// What was guessed: dotted on paper, so that it is seen on every ground.
const guessedLine = (xs, ys) => [
  svg("path", { class: "xp-line xp-guess-paper", d: linePath(xs, ys) }),
  svg("path", { class: "xp-line xp-guess", d: linePath(xs, ys) }),
];

const guessedPoint = (cx, cy) => svg("circle", { class: "xp-guess-point", cx, cy, r: 6 });

// Between a guess and what happened.
const gapClass = (right) => `xp-gap ${right ? "xp-gap-right" : ""}`;

const gapArea = (xs, lows, highs, right = false) =>
  svg("path", { class: gapClass(right), d: areaPath(xs, lows, highs) });
