// What the pages do by themselves: quizzes come alive, frames take their height and the theme.

(() => {
  const KEPT = "course-explorer:site:"; // what is kept of an explorer, by its page

  // A quiz, or one round of practice after the other, as a notebook shows it.
  const enliven = (place) => {
    const rounds = JSON.parse(place.querySelector("script").textContent);
    const render = globalThis.courseWidgets[place.dataset.kind];
    const box = document.createElement("div");
    let at = 0;
    const show = () => {
      box.replaceChildren();
      const data = rounds[at];
      render({ model: { get: (name) => ({ data })[name] }, el: box });
    };
    place.querySelector(".course-still").replaceWith(box);
    show();
    if (rounds.length === 1) return;
    const next = document.createElement("button");
    next.type = "button";
    next.className = "launch";
    next.textContent = "Other questions";
    next.addEventListener("click", () => {
      at = (at + 1) % rounds.length;
      show();
      box.querySelector("input")?.focus();
    });
    place.append(next);
  };

  const frames = () => [...document.querySelectorAll(".live-frame")];
  const nameOf = (frame) => KEPT + frame.getAttribute("src").split("/").at(-1);

  // An explorer tells how high it is and how it was left; it is told how it was left last time.
  const hear = ({ data, source }) => {
    const frame = data?.explorer && frames().find((one) => one.contentWindow === source);
    if (!frame) return;
    if (data.explorer === "height") frame.style.height = `${data.height}px`;
    try {
      if (data.explorer === "state") localStorage.setItem(nameOf(frame), JSON.stringify(data.state));
      const state = data.explorer === "ready" && JSON.parse(localStorage.getItem(nameOf(frame)));
      if (state) source.postMessage({ explorer: "state", state }, "*");
    } catch {
      // No storage: it begins anew each time.
    }
  };
  addEventListener("message", hear);

  for (const place of document.querySelectorAll(".course-mount")) enliven(place);
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => print());
  }
})();
