// What a line does that cannot be seen: it stops being a number, or leaves the plot.

function firstPlace(numbers, test) {
  for (let i = 0; i < numbers.length; i += 1) if (test(numbers[i])) return i;
  return -1;
}

// {place, up, words}, or nothing for a line that stays inside.
function departure(numbers, [low, high], nameOf) {
  const lost = firstPlace(numbers, (number) => !Number.isFinite(number));
  const gone = firstPlace(numbers, (number) => number > high || number < low);
  if (gone < 0 && lost < 0) return null;
  const place = gone < 0 || (lost >= 0 && lost < gone) ? lost : gone;
  const up = !(numbers[place] < low);
  const words = [];
  if (gone >= 0 && (lost < 0 || gone < lost)) words.push(`leaves the plot at ${nameOf(gone)}`);
  if (lost >= 0) words.push(`diverged at ${nameOf(lost)}`);
  return { place, up, words: words.join(", ") };
}

// An arrow at the edge where a line goes out.
function departureArrow(style, x, up) {
  const [edge, tip] = up ? [PLOT_Y[1] + 13, PLOT_Y[1] + 1] : [PLOT_Y[0] - 13, PLOT_Y[0] - 1];
  const base = up ? tip + 6 : tip - 6;
  const d = `M${x} ${edge}V${tip}M${x - 5} ${base}L${x} ${tip}L${x + 5} ${base}`;
  return svg("path", { class: `xp-arrow xp-colour-${style}`, d });
}

// Words inside the plot, one line each, from the top.
function notes(texts) {
  const x = PLOT_X[1] - 6;
  return texts.map((text, i) =>
    svg("text", { class: "xp-note", x, y: PLOT_Y[1] + 27 + 15 * i, "text-anchor": "end" }, text),
  );
}
