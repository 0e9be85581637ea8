/** Canvases of our own beside Cytoscape's, in the screen's own dots. */

/** A canvas as large as it is shown, wiped clean; measured in the page's pixels. Null where the browser draws none. */
export function wiped(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio;
  const { width, height } = canvas.getBoundingClientRect();
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  const context = canvas.getContext("2d");
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}
