// What the learner did, as plain data: stored where the page can store it, and brought back.

const SAVED = "course-explorer:";
const SILENT = "&silent="; // behind the token in an address, counted from 1
const MOST = 60; // explorers; the oldest are forgotten

// {token, guess, pins, spread, silent}, or nothing before the prediction.
function stateOf(scene) {
  const { page, view } = scene;
  if (!view.open) return null;
  const { at, guess, pins, spread } = view;
  const revealing = at === page.prediction.at;
  const tokens = pins.map((pin) => writeToken(page, pin.at));
  return { token: writeToken(page, at), revealing, guess, pins: tokens, spread, silent: silentParts(scene, view) };
}

// Those of the silent parts that the run has.
function silenced({ page, measures }, at, parts = []) {
  const diagram = page.panels.find(({ kind }) => kind === "diagram");
  const nodes = diagram ? silenceable(diagram, measures, at) : [];
  const known = parts.filter((part) => nodes[part]?.isThere);
  return known.length ? { at, parts: known } : null;
}

// What cannot be read is left out: it may come from an older page.
function restored(scene, state) {
  const { page } = scene;
  const read = (token) => {
    try {
      return readToken(page, token);
    } catch {
      return null;
    }
  };
  const at = state.revealing ? page.prediction.at : read(state.token);
  if (!at) return {};
  const places = (state.pins ?? []).map(read).filter(Boolean);
  const pins = places.map((place) => ({ at: place, name: scene.runName(place) }));
  const silent = silenced(scene, at, state.silent);
  return { at, open: true, guess: state.guess ?? null, pins, spread: Boolean(state.spread), silent };
}

// Brings back what was stored, and hands on every change once things are quiet.
function remember(scene, { bring, keep }) {
  let ended = false;
  const keepNow = whenQuiet(() => {
    const state = stateOf(scene);
    if (state && !ended) keep(state);
  }, QUIET);
  bring((state) => state && scene.update(restored(scene, state)));
  scene.parts.push({ draw: ({ open }) => open && keepNow() });
  return () => (ended = true);
}

// In the browser, by the key that each displayed explorer has: a saved one finds its own again.
function browserMemory({ key }) {
  return {
    bring(give) {
      try {
        give(JSON.parse(localStorage.getItem(SAVED + key)));
      } catch {
        // No storage, or not ours: the explorer begins anew.
      }
    },
    keep(state) {
      try {
        localStorage.setItem(SAVED + key, JSON.stringify({ ...state, when: Date.now() }));
        forgetOldest();
      } catch {
        // No storage, or it is full.
      }
    },
  };
}

function forgetOldest() {
  const stored = Object.keys(localStorage).filter((name) => name.startsWith(SAVED));
  const age = (name) => JSON.parse(localStorage.getItem(name)).when ?? 0;
  const byAge = stored.sort((a, b) => age(b) - age(a));
  for (const name of byAge.slice(MOST)) localStorage.removeItem(name);
}

// A page of its own: the address names the setting, and a frame around it is told everything.
function pageMemory() {
  tellHeight();
  const fromAddress = () => {
    const hash = decodeURIComponent(location.hash.slice(1)).replaceAll("+", " ");
    const [token, silent] = hash.split(SILENT);
    return token ? { token, silent: silent?.split(",").map((number) => number - 1) } : null;
  };
  return {
    bring(give) {
      give(fromAddress());
      addEventListener("hashchange", () => give(fromAddress()));
      addEventListener("message", ({ data, source }) => {
        if (source === parent && data?.explorer === "state") give(data.state);
      });
      tellFrame({ explorer: "ready" });
    },
    keep(state) {
      tellFrame({ explorer: "state", state });
      const silent = state.silent.map((part) => part + 1).join(",");
      const hash = `#${state.token.replaceAll(" ", "+")}${silent && SILENT + silent}`;
      try {
        if (location.hash !== hash) history.replaceState(null, "", hash);
      } catch {
        // A frame without an address of its own.
      }
    },
  };
}
