// What a line does that cannot be seen: it stops being a number, or leaves the plot.

function firstPlace(numbers, test) {
  for (let i = 0; i < numbers.length; i += 1) if (test(numbers[i])) return i;
  return -1;
}

// {place, up, words}, or nothing for a line that stays inside.
function departure(numbers, [low, high], nameOf, notFinite) {
  const lost = firstPlace(numbers, (number) => !Number.isFinite(number));
  const gone = firstPlace(numbers, (number) => number > high || number < low);
  if (gone < 0 && lost < 0) return null;
  const place = gone < 0 || (lost >= 0 && lost < gone) ? lost : gone;
  const up = !(numbers[place] < low);
  const words = [];
  if (gone >= 0 && (lost < 0 || gone < lost)) words.push(`leaves the plot at ${nameOf(gone)}`);
  if (lost >= 0) words.push(`${notFinite} at ${nameOf(lost)}`);
  return { place, up, words: words.join(", ") };
}

// An arrow at the edge where a line goes out.
function departureArrow({ y: [bottom, top] }, style, x, up) {
  const [edge, tip] = up ? [top + 13, top + 1] : [bottom - 13, bottom - 1];
  const base = up ? tip + 6 : tip - 6;
  const d = `M${x} ${edge}V${tip}M${x - 5} ${base}L${x} ${tip}L${x + 5} ${base}`;
  return svg("path", { class: `xp-arrow xp-colour-${style}`, d });
}

// Words inside the plot, one line each, from the top.
function notes({ x: [, right], y: [, top] }, texts) {
  const note = { class: "xp-note", x: right - 6, "text-anchor": "end" };
  return texts.map((text, i) => svg("text", { ...note, y: top + 25 + 14 * i }, text));
}
