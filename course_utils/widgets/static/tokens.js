// A setting as a line of text. Python reads and writes the same in token.py.

const MOST_SHOWN = 12;

function writeToken(page, at) {
  const pairs = page.settings.map(({ name, words }) => `${name}=${words[at[name]]}`);
  return [page.name, ...pairs].join(" ");
}

function listedValues(words) {
  if (words.length <= MOST_SHOWN) return words.join(", ");
  return `${words.slice(0, 3).join(", ")} … ${words.at(-1)}`;
}

// A word counts as a number by what it is worth: 0.10 is 0.1.
function placeOf({ name, words }, word) {
  const exact = words.indexOf(word);
  if (exact >= 0) return exact;
  const worth = word === "" ? NaN : Number(word);
  const near = words.findIndex((other) => Number(other) === worth);
  if (near >= 0) return near;
  throw new Error(
    `${name} never stands at ${word || "nothing"}. Expected one of: ${listedValues(words)}.`,
  );
}

function tokenPairs(words, names) {
  const pairs = new Map();
  for (const word of words) {
    const [, key, value] = word.match(/^([^=]*)=(.*)$/) ?? [];
    if (key === undefined)
      throw new Error(`Expected setting=value, found ${word}. Copy the token again.`);
    if (!names.includes(key)) {
      throw new Error(`There is no setting ${key} here. Expected one of: ${names.join(", ")}.`);
    }
    if (pairs.has(key))
      throw new Error(`${key} stands there twice: expected one value. Delete the other.`);
    pairs.set(key, value);
  }
  return pairs;
}

// The place of every setting's value; an Error says what is wrong with the token.
function readToken(page, token) {
  const [first = "", ...rest] = token.trim().split(/\s+/);
  if (!first || first.includes("=")) {
    const found = token.trim().slice(0, 60) || "nothing";
    throw new Error(
      `Expected a token that begins with the explorer's name, ${page.name}, found ${found}. ` +
        "Copy it with the button “Copy token”.",
    );
  }
  if (first !== page.name) {
    throw new Error(
      `This token belongs to another explorer: expected one that begins with ${page.name}, ` +
        `found ${first}. Copy it from the explorer of this question.`,
    );
  }
  const pairs = tokenPairs(
    rest,
    page.settings.map(({ name }) => name),
  );
  const missing = page.settings.filter(({ name }) => !pairs.has(name));
  if (missing.length) {
    const names = missing.map(({ name }) => name).join(" and ");
    throw new Error(`Expected a value for ${names}, found none. Copy the whole token again.`);
  }
  return Object.fromEntries(page.settings.map((s) => [s.name, placeOf(s, pairs.get(s.name))]));
}
