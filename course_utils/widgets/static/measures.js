// All numbers of an explorer, looked up by the places of its settings.

// Half precision as IEEE 754 lays it out: 1 bit sign, 5 bits exponent, 10 bits fraction.
function halfToNumber(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const READ = {
  uint8: (buffer, from, count) => Float32Array.from(new Uint8Array(buffer, from, count)),
  float16: (buffer, from, count) =>
    Float32Array.from(new Uint16Array(buffer, from, count), halfToNumber),
  float32: (buffer, from, count) => new Float32Array(buffer, from, count),
};

// Whether the settings are at the same places.
const isSameRun = (a, b) => Object.keys(a).every((name) => a[name] === b[name]);

const product = (numbers) => numbers.reduce((a, b) => a * b, 1);

// How far apart in memory neighbours along each axis are.
function stridesOf(sizes, innermost) {
  const strides = [];
  for (let stride = innermost, axis = sizes.length - 1; axis >= 0; axis -= 1) {
    strides[axis] = stride;
    stride *= sizes[axis];
  }
  return strides;
}

class Measures {
  constructor(header, view, settings) {
    this.sizes = Object.fromEntries(settings.map((s) => [s.name, s.values.length]));
    // A copy: the bytes of a message need not begin at a multiple of four.
    const { buffer } = new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
    this.all = new Map(header.map((entry) => [entry.name, this.read(entry, buffer)]));
    this.ranges = new Map();
  }

  read({ axes, shape, type, offset }, buffer) {
    const sizes = axes.map((axis) => this.sizes[axis]);
    const own = product(shape);
    const data = READ[type](buffer, offset, product(sizes) * own);
    return { axes, own, data, strides: stridesOf(sizes, own) };
  }

  dependsOn(name, setting) {
    return this.all.get(name).axes.includes(setting);
  }

  offset(measure, at) {
    return measure.axes.reduce((sum, axis, i) => sum + at[axis] * measure.strides[i], 0);
  }

  // A measure's own numbers, of any shape, in one row.
  row(name, at) {
    const measure = this.all.get(name);
    const from = this.offset(measure, at);
    return measure.data.subarray(from, from + measure.own);
  }

  number(name, at) {
    return this.row(name, at)[0];
  }

  // A measure of one number at each place of a setting, the others where they are.
  along(name, setting, at) {
    const measure = this.all.get(name);
    const axis = measure.axes.indexOf(setting);
    const stride = axis < 0 ? 0 : measure.strides[axis];
    const from = this.offset(measure, { ...at, [setting]: 0 });
    return Float32Array.from(
      { length: this.sizes[setting] },
      (_, i) => measure.data[from + i * stride],
    );
  }

  // The smallest and largest finite number, over everything: scales stay where they are.
  range(name, positive = false) {
    const key = `${name} ${positive}`;
    if (!this.ranges.has(key)) {
      this.ranges.set(key, finiteRange(this.all.get(name).data, positive));
    }
    return this.ranges.get(key);
  }
}

function finiteRange(numbers, positive) {
  let low = Infinity;
  let high = -Infinity;
  for (const number of numbers) {
    if (!Number.isFinite(number) || (positive && number <= 0)) continue;
    if (number < low) low = number;
    if (number > high) high = number;
  }
  return low <= high ? [low, high] : [positive ? 0.1 : 0, 1];
}
