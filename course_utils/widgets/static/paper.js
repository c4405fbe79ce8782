// Paper to draw on, with a mouse, a finger or the keyboard.

const GRID = 16; // places of the pen along a side, for the arrow keys
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const HOW =
  "Draw with a mouse or a finger. With the keyboard: arrow keys move the pen, Space puts it down " +
  "or lifts it, Backspace takes the last stroke back.";

// The paper holds the strokes, lists of [x, y] in points of the sheet, and calls `changed`.
class Paper {
  constructor(changed) {
    this.changed = changed;
    this.strokes = [];
    this.pen = [GRID / 2, GRID / 2];
    this.isDown = false;
    this.lines = svg("path", { class: "canvas-lines", "stroke-width": PEN });
    this.cursor = svg("circle", { class: "canvas-pen", r: PEN / 2 });
    this.said = html("p", { class: "xp-said", "aria-live": "polite" });
    this.how = html("p", { class: "xp-hint", id: newId("how") }, HOW);
    const look = {
      class: "canvas-paper",
      viewBox: `0 0 ${SHEET} ${SHEET}`,
      tabindex: 0,
      role: "application",
      "aria-label": "Paper to draw on",
      "aria-describedby": this.how.id,
      onpointerdown: (event) => this.begin(event),
      onpointermove: (event) => this.follow(event),
      onpointerup: () => (this.drawn = null),
      onpointercancel: () => (this.drawn = null),
      onkeydown: (event) => this.key(event),
      onblur: () => this.lift(),
    };
    this.picture = svg("svg", look, this.lines, this.cursor);
  }

  // Where a pointer is, in points of the sheet.
  at({ clientX, clientY }) {
    const toPaper = this.picture.getScreenCTM().inverse();
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(toPaper);
    return [x, y].map((value) => Math.max(0, Math.min(SHEET, value)));
  }

  begin(event) {
    if (!event.isPrimary || event.button !== 0) return;
    this.lift();
    this.picture.setPointerCapture(event.pointerId);
    this.drawn = [this.at(event)];
    this.strokes.push(this.drawn);
    this.draw();
  }

  follow(event) {
    if (!this.drawn || !event.isPrimary) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    this.drawn.push(...(passed.length ? passed : [event]).map((one) => this.at(one)));
    this.draw();
  }

  get penPoint() {
    return this.pen.map((place) => ((place + 0.5) * SHEET) / GRID);
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (MOVES[event.key]) this.move(MOVES[event.key]);
    else if (event.key === " ") this.isDown ? this.lift() : this.putDown();
    else if (event.key === "Backspace") this.takeBack();
    else return;
    event.preventDefault();
    this.draw();
    this.say();
  }

  move(by) {
    this.pen = this.pen.map((place, i) => Math.max(0, Math.min(GRID - 1, place + by[i])));
    if (this.isDown) this.strokes.at(-1).push(this.penPoint);
  }

  putDown() {
    this.isDown = true;
    this.strokes.push([this.penPoint]);
  }

  lift() {
    this.isDown = false;
    this.cursor.removeAttribute("data-down");
  }

  takeBack() {
    this.lift();
    this.drawn = null;
    this.strokes.pop();
    this.draw();
  }

  clear() {
    this.lift();
    this.strokes = [];
    this.draw();
  }

  // Where the pen is, for who does not see it.
  say() {
    const [column, row] = this.pen.map((place) => place + 1);
    const how = this.isDown ? "down" : "lifted";
    setText(this.said, `Row ${row}, column ${column} of ${GRID}, pen ${how}`);
  }

  draw() {
    const path = (stroke) => `M${stroke.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}`;
    // A line of no length is a dot, where its ends are round.
    const lines = this.strokes.map((stroke) => path(stroke.length > 1 ? stroke : [...stroke, ...stroke]));
    this.lines.setAttribute("d", lines.join(""));
    const [cx, cy] = this.penPoint;
    dress(this.cursor, { cx, cy }, []);
    this.cursor.toggleAttribute("data-down", this.isDown);
    this.changed();
  }
}
