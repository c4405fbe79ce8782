// A page of its own may be in a frame: it tells the page around it how high it is.

function tellFrame(message) {
  if (parent !== window) parent.postMessage(message, "*");
}

function tellHeight() {
  const root = document.documentElement;
  const tell = () =>
    tellFrame({ explorer: "height", height: Math.ceil(root.getBoundingClientRect().height) });
  new ResizeObserver(tell).observe(root);
}
