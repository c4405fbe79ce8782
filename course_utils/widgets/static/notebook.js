// What an explorer can do to the notebook around it; nothing where there is none.

const ASSIGNED = /^token\s*=.*$/m;

// JupyterLab hands out its application where the course has started it; elsewhere: null.
function notebookAround(element) {
  const { jupyterapp } = window;
  if (!jupyterapp) return null;
  const panels = [...jupyterapp.shell.widgets("main")];
  const panel = panels.find(({ node, content }) => node.contains(element) && content?.widgets);
  const place = panel?.content.widgets.findIndex(({ node }) => node.contains(element)) ?? -1;
  return place < 0 ? null : { jupyterapp, notebook: panel.content, place };
}

async function cellBelow({ jupyterapp, notebook, place }, code) {
  notebook.activeCellIndex = place;
  await jupyterapp.commands.execute("notebook:insert-cell-below");
  notebook.activeCell.model.sharedModel.setSource(code);
  notebook.activeCell.node.scrollIntoView({ block: "nearest" });
}

// Writes `token = ...` into the next cell that has such a line; false where none has.
function answerBelow({ notebook, place }, token) {
  const cell = notebook.widgets
    .slice(place)
    .find(({ model }) => model.type === "code" && ASSIGNED.test(model.sharedModel.getSource()));
  if (!cell) return false;
  const { sharedModel } = cell.model;
  sharedModel.setSource(sharedModel.getSource().replace(ASSIGNED, () => answerLine(token)));
  cell.node.scrollIntoView({ block: "nearest" });
  return true;
}

const answerLine = (token) => `token = "${token}"`;
