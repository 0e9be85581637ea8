import type { ComponentChildren } from "preact";
import { t } from "../text/messages";
import { StillReading } from "./StillReading";
import { type Failed, type Loaded } from "./useLoad";

export function Skeleton({ rows = 5 }: { rows?: number }) {
  return (
    <>
      <div class="skeleton" role="status" aria-label={t("panel.loading")}>
        {Array.from({ length: rows }, (_, index) => (
          <i key={index} />
        ))}
      </div>
      <StillReading />
    </>
  );
}

/** Why there is no answer, and the way to ask again: a server that was away comes back. */
export function DidFail({ failed: { reason, again } }: { failed: Failed }) {
  return (
    <p class="failed" role="alert">
      {reason} <button type="button" class="link" onClick={again}>{t("start.again")}</button>
    </p>
  );
}

/** What a loading view shows in each of its states. */
export function WhenLoaded<T>({ loaded, children }: { loaded: Loaded<T>; children: (value: T) => ComponentChildren }) {
  if (loaded.status === "waiting") return null;
  if (loaded.status === "slow") return <Skeleton />;
  if (loaded.status === "failed") return <DidFail failed={loaded} />;
  return <>{children(loaded.value)}</>;
}
