// A widget in a saved notebook. While it is alive, nothing of this is shown.

function openSaved(key) {
  const [LOOK, PATIENT, LOOKS] = [200, 8, 150]; // milliseconds, looks before opening, and in all
  const KEPT = `course-explorer:${key}`;
  const box = document.querySelector(`[data-saved="${key}"]`);
  const still = box.firstElementChild;
  const frame = box.querySelector("iframe"); // a quiz has none
  const output = box.closest(".jp-OutputArea-child");
  const widget = output?.previousElementSibling;
  // In Colab, too, the widget may come to life beside this, and later.
  const mayLive = output || window.google?.colab;
  const isLive = () => document.querySelector(`[data-alive="${key}"]`);
  const show = (element, shown) => element && (element.style.display = shown ? "" : "none");

  const setLive = (live) => {
    show(output ?? box, !live);
    show(widget, live);
    if (!frame) return;
    frame.hidden = live;
    if (!live && !frame.srcdoc) frame.srcdoc = frame.dataset.page;
  };

  const hear = ({ data, source }) => {
    if (source !== frame?.contentWindow || !data?.explorer) return;
    if (data.explorer === "height") frame.style.height = `${data.height}px`;
    try {
      if (data.explorer === "state") localStorage.setItem(KEPT, JSON.stringify({ ...data.state, when: Date.now() }));
      const state = data.explorer === "ready" && JSON.parse(localStorage.getItem(KEPT));
      if (state) source.postMessage({ explorer: "state", state }, "*");
    } catch {
      // No storage: it begins anew each time.
    }
  };

  let looks = 0;
  const look = () => {
    looks += 1;
    if (!box.isConnected && looks > PATIENT) return removeEventListener("message", hear);
    const live = isLive();
    if (live || !mayLive || looks >= PATIENT) setLive(Boolean(live));
    if (mayLive && !live && looks < LOOKS) setTimeout(look, LOOK);
  };

  const light = document.body.dataset.jpThemeLight;
  if (light && frame) frame.style.colorScheme = light === "true" ? "light" : "dark";
  addEventListener("message", hear);
  show(still, !frame);
  if (output) show(output, false);
  look();
}
