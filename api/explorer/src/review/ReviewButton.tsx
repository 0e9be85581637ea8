/** From a thing to the questions that concern it, for the thing's panel. */

import { update } from "../state/store";
import { t } from "../text/messages";
import { THING_TYPES } from "./types";

export function ReviewButton({ id, type }: { id: string; type: string }) {
  if (!THING_TYPES.some((one) => one === type)) return null;
  const show = () => update(({ params }) => ({ view: "review", params: { ...params, about: id, rtab: "", rtype: "", rskip: "" } }));
  return <button type="button" onClick={show} title={t("review.button-hint")}>{t("review.button")}</button>;
}
