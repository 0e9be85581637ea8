/** How many of the header's places stand in it; the others go into its list of more. Pure. */

/** `widths` of the places in order and the room for them and for the button `more`, which is always there, in pixels. */
export function howMany(widths: readonly number[], more: number, room: number): number {
  let left = room - more;
  const last = widths.findIndex((width) => (left -= width) < 0);
  return last === -1 ? widths.length : last;
}
