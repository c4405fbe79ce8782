// Two classes of points in a plane, what is predicted for every place, and the line between.
//
// Where the prediction leans is a shade; where it is class 1 there is a grain of small crosses as
// well, so that nobody needs the colours.

const SHADES = 5; // on each side of the boundary
const EVEN = 50; // percent
const GRAIN = 2; // a cross in every second cell of every second row
const PUTS = { Enter: undefined, 1: 0, 2: 1 };
const STEPS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

class BoundaryPanel {
  constructor(panel, scene, area) {
    this.panel = panel;
    this.scene = scene;
    const x = linearScale(panel.x_range, area.x, WIDE);
    const y = linearScale(panel.y_range, area.y);
    this.frame = new Frame(panel.title, x, y, panel.x_label, panel.y_label, area);
    this.frame.legend.append(...this.legend());
    this.root = this.frame.root;
    this.columns = panel.n_columns;
    this.rows = scene.measures.row(panel.probability, scene.view.at).length / panel.n_columns;
    this.place = null;
    this.listen();
  }

  legend() {
    const line = swatch(svg("path", { class: "xp-border", d: "M1 7H33" }));
    return [
      ...this.panel.class_labels.map((text, i) =>
        legendItem(swatch(dots([17], [7], pointClass(i, true))), text),
      ),
      legendItem(line, "boundary"),
    ];
  }

  draw(view) {
    const known = view.open && this.percent(view);
    const inside = known ? [...this.ground(view), this.border(view)] : [];
    this.frame.draw([...inside, ...(view.own ? this.ownPoints(view) : this.points(view))]);
    this.frame.describe(view.open ? this.summary(view) : HIDDEN);
    this.read(this.place, "off");
  }

  points({ at }) {
    const row = (name) => this.scene.measures.row(name, at);
    const [xs, ys] = this.panel.points.map(row);
    const classes = row(this.panel.classes);
    const map = (values, scale, group) =>
      Array.from(values, (value, i) => (classes[i] === group ? scale.map(value) : NaN));
    return [0, 1].map((group) =>
      dots(map(xs, this.frame.x, group), map(ys, this.frame.y, group), pointClass(group, true)),
    );
  }

  ownPoints({ own }) {
    const middles = (group) =>
      [...own.points]
        .filter(([, one]) => one === group)
        .map(([place]) => this.cell(Math.floor(place / this.columns), place % this.columns));
    return [0, 1].map((group) => {
      const cells = middles(group);
      return dots(cells.map(({ x }) => x), cells.map(({ y }) => y), pointClass(group, true));
    });
  }

  // Null for points of one's own before anything is known of them.
  percent(view) {
    if (view.own) return ownPercent(this.scene, view);
    return this.scene.measures.row(this.panel.probability, view.at);
  }

  // The pixels of a cell: its middle, and its size.
  cell(i, j) {
    const [left, right] = this.frame.area.x;
    const [bottom, top] = this.frame.area.y;
    const [width, height] = [(right - left) / this.columns, (bottom - top) / this.rows];
    return { x: left + (j + 0.5) * width, y: bottom - (i + 0.5) * height, width, height };
  }

  // One path a shade, and one for the grain.
  ground(view) {
    const percent = this.percent(view);
    const paths = Array.from({ length: 2 * SHADES }, () => "");
    let grain = "";
    for (let place = 0; place < percent.length; place += 1) {
      const [i, j] = [Math.floor(place / this.columns), place % this.columns];
      const { x, y, width, height } = this.cell(i, j);
      const shade = Math.min(2 * SHADES - 1, Math.floor((percent[place] / 100) * 2 * SHADES));
      paths[shade] += `M${point(x - width / 2, y - height / 2)}h${width}v${height}h${-width}Z`;
      if (percent[place] > EVEN && i % GRAIN === 0 && j % GRAIN === 0) {
        grain += `M${point(x - 2, y)}h4M${point(x, y - 2)}v4`;
      }
    }
    const shades = paths.map((d, shade) => {
      const group = shade < SHADES ? 0 : 1;
      const depth = group ? shade - SHADES + 1 : SHADES - shade;
      return svg("path", { class: `xp-ground xp-colour-${group}`, "fill-opacity": 0.09 * depth, d });
    });
    return [...shades, svg("path", { class: "xp-grain", d: grain })];
  }

  border(view) {
    const middle = (i, j) => this.cell(i, j);
    const d = levelPath(this.percent(view), this.columns, EVEN, middle);
    return svg("path", { class: "xp-border", d });
  }

  summary(view) {
    const percent = this.percent(view);
    if (!percent) return `${view.own.points.size} points of your own.`;
    const share = percent.filter((value) => value > EVEN).length / percent.length;
    const [first, second] = this.panel.class_labels;
    if (share === 0 || share === 1) return `Everywhere the prediction is ${share ? second : first}.`;
    return `${numberText(100 * share, 2)} % of the plane is predicted as ${second}, the rest as ${first}.`;
  }

  // The pointer, or the arrow keys, read the probability at a place.
  listen() {
    const { picture } = this.frame;
    picture.setAttribute("tabindex", 0);
    picture.addEventListener("pointermove", (event) => this.hover(event));
    picture.addEventListener("keydown", (event) => this.key(event));
    picture.addEventListener("click", (event) => this.click(event));
    for (const end of ["pointerleave", "blur"])
      picture.addEventListener(end, () => this.read(null, "off"));
  }

  hover(event) {
    const [x, y] = toPlot(this.frame, event);
    const { width, height, x: left, y: low } = this.cell(0, 0);
    this.read([Math.round((low - y) / height), Math.round((x - left) / width)], "off");
  }

  click(event) {
    this.hover(event);
    this.put();
  }

  // A point of one's own at the cursor.
  put(group) {
    if (!this.scene.view.own || !this.place) return;
    this.scene.own.put(this.place[0] * this.columns + this.place[1], group);
  }

  key(event) {
    if (event.key === "Escape") this.read(null, "off");
    if (event.key in PUTS && !event.ctrlKey && !event.metaKey) this.put(PUTS[event.key]);
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const [i, j] = this.place ?? [this.rows, this.columns].map((count) => Math.floor(count / 2));
    this.read([i + step[1], j + step[0]], "polite");
  }

  // A pointer reads for the eye alone: the words would otherwise be said at every pixel.
  read(place, live) {
    const within = (at, count) => Math.max(0, Math.min(count - 1, at));
    const isThere = place && this.scene.view.open;
    this.place = isThere ? [within(place[0], this.rows), within(place[1], this.columns)] : null;
    const { reading, cursor, area } = this.frame;
    reading.hidden = this.place === null;
    cursor.replaceChildren();
    if (this.place === null) return;
    const { x, y, width, height } = this.cell(...this.place);
    const percent = this.percent(this.scene.view)?.[this.place[0] * this.columns + this.place[1]];
    const at = [this.frame.x.back(x), this.frame.y.back(y)].map((value) => numberText(value, 2));
    const [xLabel, yLabel] = [this.panel.x_label, this.panel.y_label];
    reading.setAttribute("aria-live", live);
    const [, second] = this.panel.class_labels;
    const said = percent === undefined ? this.pointHere() : `: ${second} with ${percent} %`;
    setText(reading, `${xLabel} ${at[0]}, ${yLabel} ${at[1]}${said}`);
    reading.classList.toggle("xp-reading-left", x > area.width / 2);
    const box = { x: x - width / 2, y: y - height / 2, width, height };
    cursor.append(svg("rect", { class: "xp-cursor", fill: "none", ...box }));
  }

  pointHere() {
    const group = this.scene.view.own.points.get(this.place[0] * this.columns + this.place[1]);
    return group === undefined ? "" : `: ${this.panel.class_labels[group]}`;
  }

  // Every fourth cell: a table that can be read.
  tables(view) {
    const percent = this.percent(view);
    if (!percent) return [];
    const every = (count) => Array.from({ length: count }, (_, i) => i).filter((i) => i % 4 === 1);
    const said = (scale, pixel) => numberText(scale.back(pixel), 2);
    const head = every(this.columns).map((j) => said(this.frame.x, this.cell(0, j).x));
    const rows = every(this.rows)
      .map((i) => [
        said(this.frame.y, this.cell(i, 0).y),
        ...every(this.columns).map((j) => `${percent[i * this.columns + j]} %`),
      ])
      .reverse();
    const { title, class_labels: labels, x_label: xLabel, y_label: yLabel } = this.panel;
    const caption = `${title}: probability of ${labels[1]}, ${xLabel} to the right`;
    return [{ caption, head: [yLabel, ...head], rows }];
  }
}

// The line on which numbers in a grid reach a level: in each square of four neighbours the
// corners that are above it say which sides the line crosses (marching squares).
function levelPath(values, columns, level, middle) {
  let path = "";
  const value = ([i, j]) => values[i * columns + j];
  const crossing = (a, b) => {
    const [from, to] = [middle(...a), middle(...b)];
    const share = (level - value(a)) / (value(b) - value(a));
    return [from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)];
  };
  for (let i = 0; (i + 1) * columns < values.length; i += 1) {
    for (let j = 0; j + 1 < columns; j += 1) {
      const corners = [[i, j], [i, j + 1], [i + 1, j + 1], [i + 1, j]];
      const sides = corners.map((corner, n) => [corner, corners[(n + 1) % 4]]);
      const crossed = sides.filter(([a, b]) => value(a) > level !== value(b) > level);
      const ends = crossed.map(([a, b]) => crossing(a, b));
      for (let n = 0; n + 1 < ends.length; n += 2) {
        path += `M${point(...ends[n])}L${point(...ends[n + 1])}`;
      }
    }
  }
  return path;
}

// What is predicted from points of one's own in the run on screen; null before it is known.
function ownPercent(scene, { own, at }) {
  if (!own?.percent || !isSameRun(scene.atSameTime(own.at, at), at)) return null;
  const count = own.percent.length / scene.time.values.length;
  return own.percent.subarray(at[scene.time.name] * count, (at[scene.time.name] + 1) * count);
}
