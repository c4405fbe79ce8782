// The panels as tables of numbers, for reading and for hearing.

class TablePart extends Disclosure {
  constructor(scene) {
    const room = html("div", {
      class: "xp-tables",
      tabindex: 0,
      role: "region",
      "aria-label": "Data as tables",
    });
    super("Tables", [room]);
    Object.assign(this, { scene, room });
    this.fill = whenQuiet(() => this.fillNow(), 150);
    this.onopen = () => this.fillNow();
  }

  fillNow() {
    const { view, panels } = this.scene;
    const tables = this.isOpen && view.open ? panels.flatMap((panel) => panel.tables(view)) : [];
    this.room.replaceChildren(...tables.map(dataTable));
    this.room.setAttribute("aria-busy", "false");
  }

  draw() {
    if (!this.isOpen) return;
    this.room.setAttribute("aria-busy", "true");
    this.fill();
  }
}
