/** Arrows walk from operation to operation: along a lane by left and right, between lanes by up and down. */

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], Home: [0, -Infinity], End: [0, Infinity],
};

export function walk(event: KeyboardEvent): void {
  const move = MOVES[event.key];
  const here = document.activeElement;
  if (move === undefined || !(here instanceof HTMLElement) || !here.classList.contains("item")) return;
  const lanes = [...(event.currentTarget as Element).querySelectorAll(".lane")].map((lane) => [...lane.querySelectorAll<HTMLElement>(".item")]);
  const lane = lanes.findIndex((items) => items.includes(here));
  const [down, along] = move;
  const target = down === 0 ? alongLane(lanes[lane] ?? [], here, along) : nearest(lanes[lane + down] ?? [], here);
  if (target === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  for (const items of lanes) for (const item of items) item.tabIndex = item === target ? 0 : -1;
  target.focus();
}

const alongLane = (items: readonly HTMLElement[], here: HTMLElement, by: number): HTMLElement | undefined =>
  items[Math.max(0, Math.min(items.length - 1, items.indexOf(here) + by))];

function nearest(items: readonly HTMLElement[], here: HTMLElement): HTMLElement | undefined {
  const distance = (item: HTMLElement) => Math.abs(item.offsetLeft - here.offsetLeft);
  return [...items].sort((a, b) => distance(a) - distance(b))[0];
}
