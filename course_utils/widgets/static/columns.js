// What a panel draws as columns of numbers, and a table of them.

// One column a series, and as many again for each pinned run. `read` looks a measure up.
function seriesColumns(series, read, at, pins) {
  const column = (ending, place) => ({ label, measure }) => ({
    name: `${label}${ending}`,
    values: read(measure, place),
  });
  const pinned = pins.flatMap((pin, i) => series.map(column(`, run ${i + 1}`, pin.at)));
  return [...series.map(column("", at)), ...pinned];
}

// `names` are the first column, and `title` is what heads it.
function numberTable(caption, title, names, columns) {
  const row = (i) => columns.map(({ values }) => numberText(values[i]));
  const rows = names.map((name, i) => [name, ...row(i)]);
  return { caption, head: [title, ...columns.map(({ name }) => name)], rows };
}

const columnHead = (text) => (text ? html("th", { scope: "col" }, text) : html("td"));

function dataTable({ caption, head, rows }) {
  const cells = ([first, ...rest]) => [
    html("th", { scope: "row" }, first),
    ...rest.map((text) => html("td", {}, text)),
  ];
  return html(
    "table",
    { class: "xp-table" },
    html("caption", {}, caption),
    html("thead", {}, html("tr", {}, ...head.map(columnHead))),
    html("tbody", {}, ...rows.map((row) => html("tr", {}, ...cells(row)))),
  );
}
