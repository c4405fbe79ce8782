// Numbers and sentences. Python says the same in words.py.

function roundedText(size, digits) {
  const rounded = Number(size.toPrecision(digits));
  if (rounded >= 1e-4 && rounded < 1e6) return String(rounded);
  const [mantissa, exponent] = rounded.toExponential().split("e");
  return `${mantissa}e${Number(exponent)}`;
}

function numberText(value, digits = 3) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "infinity" : "minus infinity";
  const size = Math.abs(value);
  const whole = Number.isInteger(size) && size < 1e6;
  const text = whole ? String(size) : roundedText(size, digits);
  return value < 0 && text !== "0" ? `\u2212${text}` : text;
}

// As Python's string.Template: $name, ${name}, and $$ for a dollar sign.
function fillTemplate(template, look) {
  return template.replace(/\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g, (_, bare, braced) => {
    const name = bare ?? braced;
    return name === undefined ? "$" : look(name);
  });
}

// Sentences about one explorer: settings by their texts, measures by their numbers.
class Words {
  constructor(settings, measures) {
    this.settings = new Map(settings.map((setting) => [setting.name, setting]));
    this.measures = measures;
  }

  text(name, at) {
    return this.settings.get(name).texts[at[name]];
  }

  say(template, at) {
    return fillTemplate(template, (name) =>
      this.settings.has(name) ? this.text(name, at) : numberText(this.measures.number(name, at)),
    );
  }

  sentence(phrases, at) {
    const said = phrases.filter(({ when }) => !when || this.measures.number(when, at) !== 0);
    const text = said.map((phrase) => this.say(phrase.text, at)).join(", ");
    return text && `${text[0].toUpperCase()}${text.slice(1)}.`;
  }

  code(template, at) {
    return fillTemplate(template, (name) => this.settings.get(name).code[at[name]]);
  }

  // Every setting but those left out: "Price 3, Colour red".
  run(at, without = []) {
    const named = [...this.settings.values()].filter(({ name }) => !without.includes(name));
    return named.map(({ name, label }) => `${label} ${this.text(name, at)}`).join(", ");
  }
}
