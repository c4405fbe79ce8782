// Is an answer right, and what is to be said of it? Python says the same in drills/judging.py.

const THOUSANDS = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

// What a text may mean as a number: "1,200" is 1200, or 1.2 as half of Europe writes it.
function readNumbers(text, unit) {
  let bare = text.replace(/\s/g, "").replaceAll("\u2212", "-");
  if (unit && bare.endsWith(unit)) bare = bare.slice(0, -unit.length);
  const readings = THOUSANDS.test(bare) ? [bare.replaceAll(",", "")] : [];
  const numbers = [...readings, bare.replaceAll(",", ".")].filter((one) => NUMBER.test(one));
  return numbers.map(Number).filter(Number.isFinite);
}

// The foreseen answer that this is; undefined for another one, null for none at all.
function foreseen({ kind, options, tolerance, unit }, said) {
  if (kind === "choice") return options.find(({ text }) => text === said) ?? null;
  const numbers = readNumbers(said, unit);
  if (!numbers.length) return null;
  const near = (one) => numbers.some((number) => Math.abs(number - one.value) <= tolerance * (1 + 1e-9));
  return options.find((one) => one.right && near(one)) ?? options.find(near);
}
