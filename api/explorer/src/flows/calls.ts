/** Calls to `/api/flows`: of the whole graph by GET, which a browser keeps; of a scene by POST, as its ids fill no address. */

import { call, post, query } from "../api/client";
import { firstDay, lastDay } from "../state/period";
import { asked, type Choice } from "./choice";
import { type Filter, kindsAsked } from "./filter";
import type { Flows, OperationsBehind } from "./types";

type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

function fieldsOf({ by, kind, period, airports }: Filter): Fields {
  return {
    by,
    kind: kindsAsked(kind),
    airports: airports || undefined,
    ...(period ? { from: firstDay(period.from), to: lastDay(period.to) } : {}),
  };
}

const asText = (fields: Fields): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value === undefined ? undefined : String(value)]));

export function getFlows(filter: Filter): Promise<Flows> {
  const { ids, language } = filter;
  if (ids === null) return call<Flows>(`flows?${query({ ...asText(fieldsOf(filter)), lang: language })}`);
  return call<Flows>(`flows?${query({ lang: language })}`, post({ ...fieldsOf(filter), ids }));
}

export function getOperations(filter: Filter, choice: Choice, limit: number, offset: number): Promise<OperationsBehind> {
  const fields = { ...fieldsOf(filter), ...asked(choice), limit, offset };
  if (filter.ids === null) return call<OperationsBehind>(`flows/operations?${query(asText(fields))}`);
  return call<OperationsBehind>("flows/operations", post({ ...fields, ids: filter.ids }));
}
