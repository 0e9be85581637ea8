/** What the timeline asks of the server. */

import { call, query } from "../api/client";
import { firstDay, lastDay, type Period, type Time } from "../state/period";
import type { Step } from "./steps";
import type { Course } from "./types";

export const getCourse = (by: Time, step: Step, within: Period | null) =>
  call<Course>(`timeline?${query({ by, step, ...(within && { from: firstDay(within.from), to: lastDay(within.to) }) })}`);
