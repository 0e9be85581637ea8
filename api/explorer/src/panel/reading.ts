/** How far the server is with what it reads ahead, as it starts and after each load, and what a page says of that. */

import { fetched } from "../api/client";
import { t } from "../text/messages";

export interface Reading {
  done: number;
  of: number;
}

/** The server tells it without a look at the graph, so that it does while everything else waits. */
export const getReading = async (): Promise<Reading> => (await fetched<{ reading: Reading }>("healthz")).reading;

/** Nothing where the server has read all: then it is something else that takes long. */
export const stillReading = ({ done, of }: Reading): string => (done < of ? t("panel.still-reading", { done, of }) : "");
