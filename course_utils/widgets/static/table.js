// The panels as tables of numbers, for reading and for hearing.

function dataTable({ caption, head, rows }) {
  const cells = ([first, ...rest]) => [
    html("th", { scope: "row" }, first),
    ...rest.map((text) => html("td", {}, text)),
  ];
  return html(
    "table",
    { class: "xp-table" },
    html("caption", {}, caption),
    html("thead", {}, html("tr", {}, ...head.map((text) => html("th", { scope: "col" }, text)))),
    html("tbody", {}, ...rows.map((row) => html("tr", {}, ...cells(row)))),
  );
}

class TablePart extends Disclosure {
  constructor(scene) {
    const room = html("div", {
      class: "xp-tables",
      tabindex: 0,
      role: "region",
      "aria-label": "Data as tables",
    });
    super("Show the data as tables", [room]);
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

  draw({ open }) {
    this.button.disabled = !open;
    if (!this.isOpen) return;
    this.room.setAttribute("aria-busy", "true");
    this.fill();
  }
}
