// Draw a signature with finger, pen or mouse; it travels as a PNG in the hidden field of the canvas's name.
const ink = "#1d2b2b";

export function drawSignature(canvas) {
  const name = canvas.dataset.signature;
  const field = canvas.parentElement.querySelector(`input[type=hidden][name="${CSS.escape(name)}"]`);
  const clear = document.querySelector(`[data-signature-clear="${CSS.escape(name)}"]`);
  const pen = canvas.getContext("2d");
  let strokes = [];
  let stroke = null;

  const fit = () => {
    const { width, height } = canvas.getBoundingClientRect();
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    redraw();
  };
  const redraw = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = 2.2;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = ink;
    strokes.forEach((points) => {
      pen.beginPath();
      points.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      if (points.length === 1) pen.lineTo(points[0][0] + 0.1, points[0][1]);
      pen.stroke();
    });
  };
  const at = (event) => [Math.round(event.offsetX * 10) / 10, Math.round(event.offsetY * 10) / 10];
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    stroke = [at(event)];
    strokes.push(stroke);
    redraw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    const finer = event.getCoalescedEvents?.() ?? [];
    (finer.length ? finer : [event]).forEach((point) => stroke.push(at(point)));
    redraw();
  });
  const lift = () => {
    if (!stroke) return;
    stroke = null;
    field.value = canvas.toDataURL("image/png");
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  clear?.addEventListener("click", () => {
    strokes = [];
    field.value = "";
    redraw();
  });
  new ResizeObserver(fit).observe(canvas);
}
