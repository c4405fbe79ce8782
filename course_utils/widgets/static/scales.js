// From numbers to pixels, with ticks at round numbers.

function linearMap([low, high], [from, to]) {
  const span = high - low || 1;
  return (value) => from + ((value - low) / span) * (to - from);
}

function roundStep(span, count) {
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  return power * ([1, 2, 5].find((factor) => factor * power >= raw) ?? 10);
}

function linearTicks([low, high], count) {
  const step = roundStep(high - low || 1, count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const values = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return values.map((value) => ({ value, text: numberText(Number(value.toPrecision(12))) }));
}

function logTicks([low, high]) {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  if (last - first < 1) return linearTicks([low, high], 4).filter(({ value }) => value > 0);
  const every = Math.ceil((last - first + 1) / 6);
  const values = [];
  for (let power = first; power <= last; power += every) values.push(10 ** power);
  return values.map((value) => ({ value, text: numberText(value) }));
}

function linearScale(range, pixels, count = 5) {
  const map = linearMap(range, pixels);
  const back = linearMap(pixels, range);
  return { range, map, back, ticks: linearTicks(range, count) };
}

// Zero and below have no place here: they map to NaN, and a line breaks there.
function logScale(range, pixels) {
  const map = linearMap(range.map(Math.log10), pixels);
  const back = linearMap(pixels, range.map(Math.log10));
  return {
    range,
    map: (value) => (value > 0 ? map(Math.log10(value)) : NaN),
    back: (pixel) => 10 ** back(pixel),
    ticks: logTicks(range),
  };
}

// The places of a setting: numbers in equal steps, and the time, at what they are worth, with
// round ticks; any other setting evenly spaced.
function settingScale(setting, pixels) {
  const { values, texts, kind } = setting;
  if (values.every(Number.isFinite) && (kind === "time" || inEqualSteps(values))) {
    const scale = linearScale([values[0], values.at(-1)], pixels, 6);
    return { ...scale, place: (i) => scale.map(values[i]) };
  }
  const place = linearMap([0, Math.max(values.length - 1, 1)], pixels);
  const every = Math.ceil(values.length / 8);
  const shown = values.map((_, i) => i).filter((i) => i % every === 0);
  return { map: place, place, ticks: shown.map((i) => ({ value: i, text: texts[i] })) };
}

function inEqualSteps(values) {
  const step = (values.at(-1) - values[0]) / (values.length - 1);
  return values.length > 6 && values.every((v, i) => Math.abs(v - values[0] - i * step) < step / 100);
}

// A little room above and below, so that a line never lies on the frame.
function padded([low, high], log) {
  if (log) return [low / 1.2, high * 1.2];
  const room = (high - low || Math.abs(high) || 1) * 0.04;
  return [low - room, high + room];
}
