// The clock of a hold: seconds for the eye, a few sentences for the ear.
const spoken = new Set([20, 15, 10, 5, 3, 2, 1]);

export function countDown(clock) {
  const face = clock.querySelector("[data-clock-face]");
  const says = clock.querySelector("[data-clock-says]");
  const end = performance.now() + Number(clock.dataset.clock) * 1000;
  let said = null;
  const tick = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    face.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    const minutes = Math.ceil(left / 60);
    if (!left) {
      says.textContent = clock.dataset.over;
      clock.classList.add("k-clock--over");
      clearInterval(timer);
    } else if (minutes !== said && left % 60 === 0 && spoken.has(minutes)) {
      said = minutes;
      says.textContent = minutes === 1 ? clock.dataset.minute : clock.dataset.minutes.replace("{n}", minutes);
    }
  };
  const timer = setInterval(tick, 1000);
  tick();
}
