// A digit is drawn, and ten bars show what a network says of it, while the pen moves.

const SETTLED = 700; // milliseconds without a stroke before the answer is said

const percent = (share) => `${(100 * share).toFixed(1)} %`;

// What the network gets: the drawing in 8 by 8 pixels.
class Pixels {
  constructor() {
    this.squares = Array.from({ length: PIXELS * PIXELS }, (_, i) =>
      svg("rect", { x: i % PIXELS, y: Math.floor(i / PIXELS), width: 1, height: 1 }),
    );
    this.picture = svg(
      "svg",
      { class: "canvas-pixels", viewBox: `0 0 ${PIXELS} ${PIXELS}`, role: "img" },
      ...this.squares,
    );
    const caption = html("figcaption", {}, `What the network gets: ${PIXELS} × ${PIXELS} pixels`);
    this.root = html("figure", { class: "canvas-figure" }, this.picture, caption);
  }

  draw(pixels) {
    this.squares.forEach((square, i) => square.setAttribute("fill-opacity", pixels[i]));
    const inked = pixels.filter((pixel) => pixel > 0).length;
    const words = `${PIXELS} by ${PIXELS} pixels, ${inked} of them with ink`;
    this.picture.setAttribute("aria-label", words);
  }
}

// A bar with its number for each digit.
class Bars {
  constructor(count) {
    this.rows = Array.from({ length: count }, (_, digit) => {
      const id = newId("bar");
      const bar = html("meter", { id, min: 0, max: 1, value: 0 });
      const number = html("span", { class: "canvas-number" });
      const root = html("div", { class: "canvas-bar" }, html("label", { for: id }, `${digit}`), bar, number);
      return { root, bar, number };
    });
    const look = { class: "canvas-bars", role: "group", "aria-label": "How likely the network finds each digit" };
    this.root = html("div", look, ...this.rows.map(({ root }) => root));
  }

  draw(shares) {
    const largest = Math.max(...shares);
    this.rows.forEach(({ root, bar, number }, digit) => {
      const share = shares[digit];
      bar.value = share;
      setText(number, percent(share));
      root.toggleAttribute("data-first", share === largest);
    });
  }
}

// What the network says, in a sentence.
function answerOf(shares, isEmpty) {
  const largest = Math.max(...shares);
  const says = `${shares.indexOf(largest)}, with ${percent(largest)}`;
  return isEmpty ? `The paper is empty. Even so the network says: ${says}.` : `The network says: ${says}.`;
}

function render({ model, el }) {
  const page = model.get("data");
  const isAlone = !model.save_changes; // a page of its own, without a kernel
  const says = network(page.steps, model.get("numbers"));
  const [pixels, bars] = [new Pixels(), new Bars(page.digits)];
  const answer = html("p", { class: "canvas-answer" });
  const heard = html("p", { class: "xp-said", role: "status" });
  const hear = whenQuiet((text) => setText(heard, text), SETTLED);
  const paper = new Paper(draw);
  const fits = html("input", { type: "checkbox", checked: true, onchange: draw });

  function draw() {
    const { strokes } = paper;
    const inputs = toPixels(fits.checked ? centred(strokes) : strokes);
    const shares = says(inputs);
    const text = answerOf(shares, strokes.length === 0);
    pixels.draw(inputs);
    bars.draw(shares);
    setText(answer, text);
    if (heard.isConnected) hear(text);
  }

  const id = newId("title");
  const buttons = html(
    "div",
    { class: "xp-row" },
    button("Clear", () => paper.clear()),
    button("Take the last stroke back", () => paper.takeBack()),
  );
  const centre = html("label", { class: "xp-check" }, fits, "Cut out and centred, as the data were");
  const left = html("div", { class: "canvas-left" }, paper.picture, buttons, centre);
  const right = html("div", { class: "canvas-right" }, answer, bars.root, pixels.root);
  const root = html(
    "section",
    { class: "xp xp-canvas", "aria-labelledby": id, "data-alive": page.key },
    html(isAlone ? "h1" : "h3", { id, class: "xp-title" }, page.title),
    paper.how,
    html("div", { class: "canvas-body" }, left, right),
    paper.said,
    heard,
  );
  paper.draw();
  const letKeysGo = keepKeys(root);
  el.append(root);
  if (isAlone) tellHeight();
  return letKeysGo;
}

export default { render };
