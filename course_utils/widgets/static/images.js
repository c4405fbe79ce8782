// Images as grids of cells, beside each other; the cells that belong together are framed.

const [RIM, HEAD, BETWEEN] = [8, 24, 26]; // pixels around, above and between the images

class ImagesPanel {
  constructor(panel, scene, area) {
    this.panel = panel;
    this.scene = scene;
    const grids = panel.pictures.map((picture) => new PixelGrid(picture, scene));
    const most = (key) => Math.max(...grids.map((grid) => grid[key]));
    const columns = grids.reduce((sum, grid) => sum + grid.columns, 0);
    const room = area.width - 2 * RIM - BETWEEN * (grids.length - 1);
    const size = Math.min((area.height - HEAD - RIM) / most("rows"), room / columns);
    let x = RIM;
    for (const grid of grids) {
      grid.place(x, HEAD, size);
      x += grid.columns * size + BETWEEN;
    }
    this.grids = grids;
    const box = { class: "xp-plot", viewBox: `0 0 ${area.width} ${area.height}`, role: "img" };
    this.picture = svg("svg", box, ...grids.map(({ root }) => root));
    this.root = panelFigure(panel.title, area, this.picture);
  }

  draw(view) {
    for (const grid of this.grids) grid.draw(view);
    const said = this.grids.map((grid) => grid.summary(view)).join(". ");
    this.picture.setAttribute("aria-label", `${this.panel.title}. ${said}`);
  }

  tables(view) {
    return this.grids.map((grid) => grid.table(view));
  }
}

class PixelGrid {
  constructor(picture, scene) {
    this.picture = picture;
    this.scene = scene;
    this.columns = picture.n_columns;
    this.rows = this.values(scene.view).length / this.columns;
    const look = { class: `xp-pixel xp-pixel-${picture.look}` };
    this.cells = Array.from({ length: this.rows * this.columns }, (_, i) =>
      svg("rect", { ...look, onclick: () => this.go(i) }),
    );
    this.below = svg("path", { class: "xp-pixel-minus" });
    this.frames = ["xp-pixel-frame xp-pixel-paper", "xp-pixel-frame"].map((name) =>
      svg("rect", { class: name }),
    );
    this.label = svg("text", {}, picture.label);
    const name = picture.moves.length ? "xp-pixels xp-pixels-moving" : "xp-pixels";
    this.root = svg("g", { class: name }, this.label, ...this.cells, this.below, ...this.frames);
  }

  place(x, y, size) {
    Object.assign(this, { x, y, size });
    const set = (element, attributes) => dress(element, attributes, []);
    set(this.label, { x, y: y - 8 });
    this.cells.forEach((cell, i) => {
      const [row, column] = this.where(i);
      const [width, height] = [size - 1, size - 1];
      set(cell, { x: x + column * size + 0.5, y: y + row * size + 0.5, width, height });
    });
  }

  where(i) {
    return [Math.floor(i / this.columns), i % this.columns];
  }

  values({ at }) {
    return this.scene.measures.row(this.picture.measure, at);
  }

  isHidden({ open }) {
    return this.picture.is_result && !open;
  }

  // A click brings the frame there.
  go(i) {
    const { moves } = this.picture;
    const places = this.where(i);
    if (!moves.length || this.isHidden(this.scene.view)) return;
    this.scene.change(Object.fromEntries(moves.map((name, axis) => [name, places[axis]])));
  }

  // Cells are drawn again only where the numbers are others.
  draw(view) {
    const hidden = this.isHidden(view);
    this.drawFrame(hidden ? [0, 0, 0, 0] : this.frame(view));
    const values = this.values(view);
    if (this.drawn?.hidden === hidden && this.drawn.byteOffset === values.byteOffset) return;
    this.drawn = { hidden, byteOffset: values.byteOffset };
    const largest = this.picture.look === "ink" ? 1 : largestSize(values) || 1;
    let minus = "";
    this.cells.forEach((cell, i) => {
      const there = !hidden && Number.isFinite(values[i]);
      cell.style.display = there ? "" : "none";
      if (!there) return;
      const below = values[i] < -1e-6;
      cell.classList.toggle("xp-pixel-below", below);
      cell.style.fillOpacity = Math.min(1, Math.abs(values[i]) / largest).toFixed(3);
      if (below) minus += this.minus(i);
    });
    this.below.setAttribute("d", minus);
  }

  minus(i) {
    const [row, column] = this.where(i);
    const { x, y, size } = this;
    return `M${x + (column + 0.35) * size} ${y + (row + 0.5) * size}h${0.3 * size}`;
  }

  frame({ at }) {
    return this.scene.measures.row(this.picture.frame, at);
  }

  drawFrame([top, left, height, width]) {
    const { x, y, size } = this;
    for (const frame of this.frames) {
      frame.style.display = height > 0 ? "" : "none";
      const place = { x: x + left * size, y: y + top * size };
      dress(frame, { ...place, width: width * size, height: height * size }, []);
    }
  }

  // How many rows and columns have numbers, from the first to the last.
  extent(view) {
    const there = Array.from(this.values(view).keys()).filter((i) =>
      Number.isFinite(this.values(view)[i]),
    );
    const ends = [0, 1].map((axis) => there.map((i) => this.where(i)[axis]));
    return ends.map((places) => (places.length ? [Math.min(...places), Math.max(...places)] : [0, -1]));
  }

  summary(view) {
    const { label } = this.picture;
    if (this.isHidden(view)) return `${label}: ${HIDDEN}`;
    const [[top, bottom], [left, right]] = this.extent(view);
    const [row, column, height, width] = this.frame(view);
    const span = (first, length) => `${first + 1}${length > 1 ? ` to ${first + length}` : ""}`;
    const rows = `rows ${span(row - top, height)}, columns ${span(column - left, width)}`;
    const framed = height > 0 ? `; framed: ${rows}` : "";
    return `${label}: ${bottom - top + 1} by ${right - left + 1} numbers${framed}`;
  }

  table(view) {
    const values = this.values(view);
    const [[top, bottom], [left, right]] = this.extent(view);
    const steps = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const rows = steps(top, bottom).map((row, i) => [
      `row ${i + 1}`,
      ...steps(left, right).map((column) => numberText(values[row * this.columns + column])),
    ]);
    const head = ["", ...steps(left, right).map((_, i) => `column ${i + 1}`)];
    return { caption: this.picture.label, head, rows };
  }
}

const largestSize = (numbers) =>
  numbers.reduce((most, number) => (Number.isFinite(number) ? Math.max(most, Math.abs(number)) : most), 0);
