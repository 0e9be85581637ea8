/** How often, and how independently, a thing is told, in words. */

export function toldBy(announcements: number, origins: number): string {
  if (announcements === 1) return "told by 1 announcement";
  return `told by ${announcements} announcements, ${origins} independent ${origins === 1 ? "origin" : "origins"}`;
}
