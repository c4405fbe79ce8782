// Points of one's own in a `Boundary`, and what the kernel predicts after it has seen them. One for
// each cell of the plot: a click sets it, and so do keys where the cursor is; a second time takes
// it away.

const NOT_YET = "No answer yet. The kernel may be busy with a cell, or gone.";
const AT_MOST = 3000; // milliseconds

class OwnPoints {
  constructor(scene, model) {
    const { class_labels: labels } = scene.page.panels.find(({ kind }) => kind === "boundary");
    Object.assign(this, { scene, model, labels, group: 1 });
    this.switch = button("My own points", () => this.turn(), { "aria-pressed": false });
    this.groups = labels.map((label, i) => button(label, () => this.choose(i)));
    this.learn = button("Learn from these", () => this.ask());
    this.told = html("p", { role: "status" });
    const row = html("div", { class: "xp-row xp-tools" }, this.switch, ...this.groups, this.learn);
    this.root = html("div", { class: "xp-own" }, row, this.told);
    this.hear = (message, [content]) => this.answer(message, content);
    model.on("msg:custom", this.hear);
  }

  end() {
    clearTimeout(this.waiting);
    this.model.off("msg:custom", this.hear);
  }

  turn() {
    const { own } = this.scene.view;
    this.before = own ?? this.before;
    this.scene.update({ own: own ? null : (this.before ?? { points: new Map() }) });
  }

  choose(group) {
    this.group = group;
    this.draw(this.scene.view);
  }

  // From the plot; what was predicted for other points is no longer true.
  put(place, group = this.group) {
    const points = new Map(this.scene.view.own.points);
    if (points.get(place) === group) points.delete(place);
    else points.set(place, group);
    this.scene.update({ own: { points } });
  }

  ask() {
    const { at, own } = this.scene.view;
    if (this.learn.getAttribute("aria-disabled") === "true") return;
    this.asked = newId("own");
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => setText(this.told, NOT_YET), AT_MOST);
    const [places, classes] = [[...own.points.keys()], [...own.points.values()]];
    Object.assign(this, { sent: { at, points: own.points } });
    this.model.send({ asked: this.asked, at, places, classes });
  }

  // Of two views that hear it, the one that asked takes it, unless its points are others by now.
  answer({ asked }, content) {
    const { at, points } = this.sent ?? {};
    if (asked !== this.asked || points !== this.scene.view.own?.points) return;
    clearTimeout(this.waiting);
    const percent = new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
    this.scene.update({ own: { points, at, percent: percent.slice() } });
  }

  draw(view) {
    const { own } = view;
    this.switch.setAttribute("aria-pressed", Boolean(own));
    for (const element of [...this.groups, this.learn, this.told]) element.hidden = !own;
    this.groups.forEach((one, i) => one.setAttribute("aria-pressed", i === this.group));
    if (!own) return;
    const both = new Set(own.points.values()).size === 2;
    this.learn.setAttribute("aria-disabled", !both);
    const percent = ownPercent(this.scene, view);
    setText(this.told, percent ? this.result(view, percent) : this.how());
  }

  how() {
    const [first, second] = this.labels;
    return (
      `Click in the plot, or go there with the arrow keys and press 1 (${first}), 2 (${second}) ` +
      "or Enter (the chosen one). The same again takes it away."
    );
  }

  result({ at, own }, percent) {
    const { label, texts, name } = this.scene.time;
    const right = [...own.points].filter(([place, group]) => (percent[place] > EVEN ? 1 : 0) === group);
    return (
      `${label} ${texts[at[name]]}: ${right.length} of your ${own.points.size} points are ` +
      "predicted right. The other plots and numbers are about the given points."
    );
  }
}
