// A landscape seen from above: lines of equal height, and the paths across it up to now.

class PlanePanel {
  constructor(panel, scene, area) {
    this.panel = panel;
    this.scene = scene;
    const x = linearScale(panel.x_range, area.x, WIDE);
    const y = linearScale(panel.y_range, area.y);
    this.frame = new Frame(panel.title, x, y, panel.x_label, panel.y_label, area);
    this.frame.legend.append(...this.legend());
    this.root = this.frame.root;
    this.touch = new Touch(this);
  }

  legend() {
    const paths = this.panel.paths.map(({ style, label }) => legendItem(lineSwatch(style), label));
    return [...paths, legendItem(swatch(lowestMark(17, 7)), this.panel.marks_label)];
  }

  pixels([x, y], read) {
    return [Array.from(read(x), this.frame.x.map), Array.from(read(y), this.frame.y.map)];
  }

  // Where a path has been until the time of this place.
  way({ x, y }, at) {
    const { name } = this.scene.time;
    const until = (measure) => this.scene.measures.along(measure, name, at).slice(0, at[name] + 1);
    return this.pixels([x, y], until);
  }

  draw(view) {
    const paths = view.open ? this.paths(view) : [];
    const marks = view.open ? [...this.markers(view), ...this.guessed(view)] : [];
    const words = view.open && !this.frame.area.small ? this.departures(view.at) : [];
    this.frame.draw([...this.ground(view), ...paths, ...marks], notes(this.frame.area, words));
    this.frame.describe(view.open ? this.summary(view) : HIDDEN);
    this.touch.draw();
  }

  // Drawn again only where the landscape is another: a step of the time leaves it as it is.
  ground({ at }) {
    const row = (name) => this.scene.measures.row(name, at);
    const { byteOffset } = row(this.panel.contours[0]);
    if (this.drawn?.byteOffset !== byteOffset) {
      this.drawn = { byteOffset, marks: this.landscape(row) };
    }
    return this.drawn.marks;
  }

  landscape(row) {
    const [xs, ys] = this.pixels(this.panel.contours, row);
    const [across, up] = this.pixels(this.panel.marks, row);
    const lowest = across.flatMap((x, i) => (Number.isFinite(x) ? [lowestMark(x, up[i])] : []));
    return [svg("path", { class: "xp-contour", d: linePath(xs, ys) }), ...lowest];
  }

  paths({ at, pins }) {
    const pinned = pins.flatMap((pin, i) => {
      const place = this.scene.atSameTime(pin.at, at);
      return this.panel.paths.map((path) => pinnedLine(i, ...this.way(path, place)));
    });
    return [...pinned, ...this.panel.paths.map((path) => seriesLine(path.style, ...this.way(path, at)))];
  }

  // Where it is now, if that can be seen.
  end(path, at) {
    const place = this.whereabouts(path, at);
    const { x, y } = this.frame;
    return this.isOutside(place) ? null : [x.map(place.x), y.map(place.y)];
  }

  markers({ at }) {
    return this.panel.paths.flatMap((path) => {
      const end = this.end(path, at);
      return end ? [marker(path.style, ...end)] : [];
    });
  }

  // The path that the guess named, and whether its height is what the guess said.
  guessed(view) {
    if (!this.scene.isAsked(this.panel) || !isRevealing(this.scene, view)) return [];
    return claimsOf(this.scene, view).flatMap(({ at, measure, right }) => {
      const path = this.panel.paths.find(({ height }) => height === measure);
      return [...guessedLine(...this.way(path, at)), ...this.sign(this.end(path, at), right)];
    });
  }

  sign(end, right) {
    if (!end) return [];
    const [x, y] = [end[0], Math.max(end[1] - 10, this.frame.area.y[1] + 14)];
    const look = { class: `xp-sign ${right ? "xp-yes" : "xp-no"}`, "text-anchor": "middle" };
    return [svg("text", { ...look, x, y }, right ? "✓" : "✗")];
  }

  // Where a path is: its two numbers, and how high that is.
  whereabouts(path, at) {
    const names = [path.x, path.y, path.height];
    const [x, y, height] = names.map((name) => this.scene.measures.number(name, at));
    return { x, y, height };
  }

  isOutside({ x, y }) {
    const [[left, right], [bottom, top]] = [this.panel.x_range, this.panel.y_range];
    return !(x >= left && x <= right && y >= bottom && y <= top);
  }

  departures(at) {
    return this.panel.paths
      .filter((path) => this.isOutside(this.whereabouts(path, at)))
      .map(({ label }) => `${label}: outside the plot`);
  }

  // The ends of the paths, at the edge where one is outside.
  ends({ at }) {
    const within = (value, [a, b]) => Math.max(Math.min(a, b), Math.min(Math.max(a, b), value));
    const { x, y, area } = this.frame;
    return this.panel.paths.map((path) => {
      const place = this.whereabouts(path, at);
      return [within(x.map(place.x), area.x), within(y.map(place.y), area.y)];
    });
  }

  stops(view) {
    return this.ends(view).map(([x]) => x);
  }

  stopNear(x, y, view) {
    const far = this.ends(view).map((end) => Math.hypot(end[0] - x, end[1] - y));
    return nearestOf(far, 0);
  }

  ring(i, view) {
    const [cx, cy] = this.ends(view)[i];
    return svg("circle", { class: "xp-cursor", fill: "none", cx, cy, r: 10 });
  }

  // A drag does nothing here.
  grab() {
    return null;
  }

  reading(i, { at }) {
    const { x_label: across, y_label: up, height_label: high, paths } = this.panel;
    const place = this.whereabouts(paths[i], at);
    const numbers = `${across} ${numberText(place.x)}, ${up} ${numberText(place.y)}`;
    const where = this.isOutside(place) ? "outside the plot" : numbers;
    return `${paths[i].label}: ${where}, ${high} ${numberText(place.height)}`;
  }

  summary(view) {
    const said = this.panel.paths.map((_, i) => this.reading(i, view));
    return [this.lowest(view.at), ...said].join(". ");
  }

  lowest(at) {
    const [xs, ys] = this.panel.marks.map((name) => this.scene.measures.row(name, at));
    const places = Array.from(xs, (x, i) => `${numberText(x)}, ${numberText(ys[i])}`);
    return `${this.panel.marks_label}: ${places.filter((_, i) => Number.isFinite(xs[i])).join(" and ")}`;
  }

  tables({ at }) {
    const { title, x_label: across, y_label: up, height_label: high, paths } = this.panel;
    const rows = paths.map((path) => {
      const { x, y, height } = this.whereabouts(path, at);
      return [path.label, ...[x, y, height].map((number) => numberText(number))];
    });
    return [{ caption: title, head: ["", across, up, high], rows }];
  }
}

const lowestMark = (x, y) =>
  svg("path", { class: "xp-lowest", d: `M${x - 6} ${y}H${x + 6}M${x} ${y - 6}V${y + 6}` });
