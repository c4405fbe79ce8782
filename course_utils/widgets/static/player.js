// Plays the time from start to end. Where motion is unwelcome, each press is one step.

const WHOLE_RUN = 6000; // milliseconds, however long the run is
const SLOWEST = 250;

class Player {
  constructor(scene) {
    this.scene = scene;
    this.setting = scene.time;
    this.last = this.setting.values.length - 1;
    this.pace = Math.min(SLOWEST, WHOLE_RUN / Math.max(this.last, 1));
    this.frame = 0;
    this.root = button("Play", () => this.press(), { class: "xp-play" });
    this.name(false);
  }

  get place() {
    return this.scene.view.at[this.setting.name];
  }

  press() {
    if (this.frame) this.pause();
    else if (wantsLessMotion()) this.go((this.place + 1) % (this.last + 1));
    else this.play();
  }

  play() {
    const from = this.place === this.last ? 0 : this.place;
    const begin = performance.now();
    this.go(from);
    const step = (now) => {
      if (this.place !== this.shown) return this.pause(); // a hand on the slider
      const place = Math.min(this.last, from + Math.floor((now - begin) / this.pace));
      this.frame = place < this.last ? requestAnimationFrame(step) : 0;
      if (place !== this.place) this.go(place);
      this.name(this.frame);
    };
    this.frame = requestAnimationFrame(step);
    this.name(true);
  }

  pause() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.name(false);
  }

  go(place) {
    this.shown = place;
    this.scene.change({ [this.setting.name]: place });
  }

  name(playing) {
    setText(this.root, wantsLessMotion() ? "Next step" : playing ? "Pause" : "Play");
  }
}
