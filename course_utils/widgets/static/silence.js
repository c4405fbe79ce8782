// Parts of a line that were taken out, and what is left of it without them.

// Places of the silent parts. They belong to one run: another has other parts.
function silentParts(scene, { silent, at }) {
  return silent && isSameRun(scene.atSameTime(silent.at, at), at) ? silent.parts : [];
}

// A line without some of its parts, which lie one behind the other in `parts`.
function lineWithout(line, parts, silent) {
  return line.map((y, i) => silent.reduce((sum, part) => sum - parts[part * line.length + i], y));
}

// The mean absolute distance between points and a line.
function meanDistance([xs, ys], lineXs, lineYs) {
  const off = Array.from(xs, (x, i) => Math.abs(interpolated(lineXs, lineYs, x) - ys[i]));
  const known = off.filter(Number.isFinite);
  return known.reduce((sum, one) => sum + one, 0) / known.length;
}
