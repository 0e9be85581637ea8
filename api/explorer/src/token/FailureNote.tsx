import { t } from "../text/messages";
import type { Failure } from "./failure";

export function FailureNote({ failure }: { failure: Failure }) {
  return (
    <div class="failed-note" role="alert">
      <p>{failure.words}</p>
      {failure.detail !== null && <p><small>{t("token.server-says")} <bdi lang="en" dir="ltr">{failure.detail}</bdi></small></p>}
    </div>
  );
}
