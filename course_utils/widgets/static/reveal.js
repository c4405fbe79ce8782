// The guess beside what happened, in the plot that the question is about.

// What the chosen answer claims of single numbers: {at, measure, low, high, value, right}.
function claimsOf({ page, measures }, { guess }) {
  const claims = page.prediction.claims[guess?.choice] ?? [];
  return claims.map((claim) => {
    const at = { ...page.prediction.at, ...claim.at };
    const [low, high] = [claim.low ?? -Infinity, claim.high ?? Infinity];
    const value = measures.number(claim.measure, at);
    return { ...claim, at, low, high, value, right: value >= low && value <= high };
  });
}

// Whether the plot still shows the setting that the question was about.
const isRevealing = ({ page }, { open, guess, at }) =>
  open && guess !== null && at === page.prediction.at;

// For each claim: the run it is about, the range it allows, where the number is, and the gap.
function claimMarks(panel, view) {
  const { scene, frame } = panel;
  const [bottom, top] = frame.area.y;
  const pixel = (value, edge) => {
    const y = frame.y.map(value);
    return Number.isFinite(y) ? Math.max(top, Math.min(bottom, y)) : edge;
  };
  return claimsOf(scene, view).flatMap(({ at, measure, label, low, high, value, right }) => {
    const x = panel.xs[at[panel.panel.x]];
    const [from, to] = [pixel(high, top), pixel(low, bottom)];
    const y = pixel(value, value < low ? bottom : top);
    const left = Math.min(x - 7, frame.area.x[1] - 16);
    const box = { class: "xp-guess-range", x: left, y: from, width: 14, height: Math.max(to - from, 2) };
    const sides = [left, left + 14];
    const beside = { x: left - 4, "text-anchor": "end" };
    const edge = y < from ? from : y > to ? to : y;
    const other = { ...view.at, [panel.panel.x]: at[panel.panel.x] };
    const isOther = Object.keys(at).some((name) => at[name] !== other[name]);
    const line = isOther && panel.panel.series.some((series) => series.measure === measure);
    return [
      ...(line ? guessedLine(panel.xs, panel.pixels(measure, at)) : []),
      svg("rect", box),
      gapArea(sides, [y, y], [edge, edge], right),
      svg("text", { class: `xp-sign ${right ? "xp-yes" : "xp-no"}`, ...beside, y: Math.max(y + 4, top + 14) }, right ? "✓" : "✗"),
      svg("text", { class: "xp-note", ...beside, y: bottom - 5 }, label),
    ];
  });
}

// A drawn curve, and the area between it and what happened.
function drawnMarks(panel, view, measure, points) {
  const xs = points.map(({ place }) => panel.xs[place]);
  const ys = points.map(({ value }) => panel.frame.y.map(value));
  const marks = [...guessedLine(xs, ys), ...xs.map((x, i) => guessedPoint(x, ys[i]))];
  if (!isRevealing(panel.scene, view)) return marks;
  const real = panel.pixels(measure, view.at);
  const between = panel.xs.map((x) => interpolated(xs, ys, x));
  const gap = gapArea(panel.xs, real, between);
  gap.style.stroke = "none"; // its edge is what happened: a line of its own
  return [gap, ...marks];
}

// The height of a line through points at x; NaN beside them.
function interpolated(xs, ys, x) {
  const next = xs.findIndex((other) => other >= x);
  if (next < 0) return NaN;
  if (xs[next] === x) return ys[next];
  if (next === 0) return NaN;
  const share = (x - xs[next - 1]) / (xs[next] - xs[next - 1]);
  return ys[next - 1] + share * (ys[next] - ys[next - 1]);
}
