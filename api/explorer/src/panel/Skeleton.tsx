import type { ComponentChildren } from "preact";
import { t } from "../text/messages";
import { StillReading } from "./StillReading";
import type { Loaded } from "./useLoad";

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

/** What a loading view shows in each of its states. */
export function WhenLoaded<T>({ loaded, children }: { loaded: Loaded<T>; children: (value: T) => ComponentChildren }) {
  if (loaded.status === "waiting") return null;
  if (loaded.status === "slow") return <Skeleton />;
  if (loaded.status === "failed") return <p class="failed" role="alert">{loaded.reason}</p>;
  return <>{children(loaded.value)}</>;
}
