/** The shapes of `GET /api/timeline`. */

export interface Stretch {
  /** The first day of a week or day; a month as "2026-02". */
  start: string;
  kinds: Record<string, number>;
}

export interface Course {
  steps: Stretch[];
  undated: number;
  /** Told too roughly for steps so short: they stand in none. */
  vague: number;
}
