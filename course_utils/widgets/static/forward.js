// Dense layers one after another, computed as Keras does, in the page itself.

const each = (curve) => (values) => values.map(curve);

const ACTIVATIONS = {
  linear: (values) => values,
  relu: each((z) => Math.max(z, 0)),
  leaky_relu: each((z) => (z < 0 ? 0.2 * z : z)),
  elu: each((z) => (z < 0 ? Math.expm1(z) : z)),
  sigmoid: each((z) => 1 / (1 + Math.exp(-z))),
  tanh: each(Math.tanh),
  softmax(values) {
    const largest = Math.max(...values);
    const powers = values.map((z) => Math.exp(z - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  },
};

// Numbers of float32 from a place on; a view is not always aligned, so that they are read one by one.
function readNumbers(view, from, count) {
  return Float32Array.from({ length: count }, (_, i) => view.getFloat32(4 * (from + i), true));
}

function dense(kernel, bias) {
  return (values) =>
    Array.from(bias, (b, unit) =>
      values.reduce((sum, value, i) => sum + value * kernel[i * bias.length + unit], b),
    );
}

// `steps` says what each is: {dense: [inputs, units]}, whose numbers come next in `view`, kernel
// before bias, or {activation: name}. Returns a function from inputs to outputs.
function network(steps, view) {
  let read = 0;
  const next = (count) => {
    read += count;
    return readNumbers(view, read - count, count);
  };
  const parts = steps.map((step) => {
    if (step.activation) return ACTIVATIONS[step.activation];
    const [inputs, units] = step.dense;
    return dense(next(inputs * units), next(units));
  });
  return (inputs) => parts.reduce((values, part) => part(values), inputs);
}
