/** Whether an answer still comes in time: what was asked for last counts, and nothing of what was shown before one went elsewhere. */

let visits = 0;
let choices = 0;

/** Something else is shown from here on: what is still being asked for belongs to what was shown before. */
export function goElsewhere(): void {
  visits += 1;
  choices += 1;
}

/** Something is chosen; the function tells later whether nothing else has been since. */
export function choosing(): () => boolean {
  choices += 1;
  const then = choices;
  return () => then === choices;
}

/** The function tells later whether nobody has gone elsewhere since. */
export function staying(): () => boolean {
  const then = visits;
  return () => then === visits;
}
