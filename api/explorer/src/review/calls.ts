import { call, query } from "../api/client";
import { authorization } from "../token/token";
import type { Judged, Judgements, Questions, Verdict } from "./types";

export interface Asked {
  merged: boolean;
  type: string;
  about: string;
  offset: number;
  limit: number;
}

export const getQuestions = ({ merged, type, about, offset, limit }: Asked): Promise<Questions> =>
  call<Questions>(`review?${query({ merged: merged ? "true" : "", type, about, offset, limit })}`);

export const getJudgements = (): Promise<Judgements> => call<Judgements>("judgements?all=true");

export interface Wanted {
  one: string;
  other: string;
  /** Null takes back what was judged of the two. */
  verdict: Verdict | null;
  by: string;
  why: string;
}

export const postJudgement = (wanted: Wanted): Promise<Judged> =>
  call<Judged>("judgements", {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json", ...authorization() },
    body: JSON.stringify(wanted),
  });
