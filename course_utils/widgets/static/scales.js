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

const withTexts = (values) =>
  values.map((value) => ({ value, text: numberText(Number(value.toPrecision(12))) }));

function linearTicks([low, high], count) {
  const step = roundStep(high - low || 1, count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return withTexts(Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step));
}

// At round numbers: as many in each power of ten as there is room for, but three at least.
function logTicks(range, most) {
  const sets = [[1, 2, 5], [1, 3], [1]].map((factors) => powersOfTen(range, factors));
  const enough = sets.filter(({ length }) => length >= 3);
  if (!enough.length) return linearTicks(range, 4).filter(({ value }) => value > 0);
  const values = enough.find(({ length }) => length <= most) ?? enough.at(-1);
  const every = Math.ceil(values.length / most);
  const thinned = values.filter((_, i) => i % every === 0);
  return withTexts(thinned.length < 3 ? values : thinned);
}

function powersOfTen([low, high], factors) {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
  const values = powers.flatMap((power) => factors.map((factor) => factor * power));
  return values.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
}

// How many ticks so many pixels have room for.
const roomyTicks = ([from, to], each) => Math.max(3, Math.round(Math.abs(to - from) / each));
const [WIDE, HIGH] = [55, 40]; // pixels that the name of a tick needs, along x and along y

function linearScale(range, pixels, each = HIGH) {
  const map = linearMap(range, pixels);
  const back = linearMap(pixels, range);
  return { range, map, back, ticks: linearTicks(range, roomyTicks(pixels, each)) };
}

// Zero and below have no place here: they map to NaN, and a line breaks there.
function logScale(range, pixels) {
  const map = linearMap(range.map(Math.log10), pixels);
  const back = linearMap(pixels, range.map(Math.log10));
  return {
    range,
    map: (value) => (value > 0 ? map(Math.log10(value)) : NaN),
    back: (pixel) => 10 ** back(pixel),
    ticks: logTicks(range, roomyTicks(pixels, 26)),
  };
}

// The places of a setting: numbers in equal steps, and the time, at what they are worth, with
// round ticks; any other setting evenly spaced.
function settingScale(setting, pixels) {
  const { values, texts, kind } = setting;
  if (values.every(Number.isFinite) && (kind === "time" || inEqualSteps(values))) {
    const scale = linearScale([values[0], values.at(-1)], pixels, WIDE);
    return { ...scale, place: (i) => scale.map(values[i]) };
  }
  const place = linearMap([0, Math.max(values.length - 1, 1)], pixels);
  const every = Math.ceil(values.length / roomyTicks(pixels, 40));
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
