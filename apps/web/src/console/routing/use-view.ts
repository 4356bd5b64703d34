import { type MainMeasure, mainMeasureKeys, type Start } from "@dinhdanh/campaign/contract";
import type { Action } from "@dinhdanh/staff/contract";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { sessionQuery, startQuery } from "../api/queries.ts";
import type { SignedIn } from "../api/session.ts";

export const useStart = (): Start => useSuspenseQuery(startQuery).data;

/** @throws outside the signed-in part of the site */
export function useOfficer(): SignedIn {
  const { officer } = useSuspenseQuery(sessionQuery).data;
  if (officer === null) throw new Error("nobody is signed in");
  return officer;
}

export const useMay = (action: Action): boolean => useOfficer().permissions.includes(action);

/** Proposals are read by who makes them, who decides them, and who approves dossiers that wait for them. */
export function useSeesProposals(): boolean {
  const { permissions } = useOfficer();
  return (["propose-corrections", "decide-corrections", "approve"] as const).some((action) => permissions.includes(action));
}

/** The measure that a campaign counts as done. */
const campaignMeasure = { card: "collected", eid: "eidActivated", archive: "archiveDigitised" } as const satisfies Record<
  string,
  MainMeasure
>;

export function useMainMeasure(): MainMeasure {
  const { campaign } = useStart();
  return campaign === null ? "collected" : campaignMeasure[campaign.programme];
}

export type View = {
  asOf: string;
  measure: MainMeasure;
  borders: "day" | "today";
  /** years of birth */
  born: string | undefined;
  /** what links to lists carry: the same people as the figure */
  list: { ngay: string; "dia-gioi"?: "nay"; sinh?: string };
  /** what links to a person carry, whose page is of no borders */
  carried: { ngay: string; "chi-so": MainMeasure };
  /** carried along by links between pages that show figures */
  keep: { ngay: string; "chi-so": MainMeasure; "dia-gioi"?: "nay" };
};

/** What is being looked at: from the address, and from the campaign where the address is silent. */
export function useView(): View {
  const { asOf: latest } = useStart();
  const main = useMainMeasure();
  const search = useSearch({ strict: false });
  const asOf = search.ngay ?? latest;
  const chosen = search["chi-so"];
  // a list may be of a measure that pages of figures do not show
  const measure = mainMeasureKeys.find((key) => key === chosen) ?? main;
  const today = search["dia-gioi"] === "nay";
  const born = search.sinh;
  return {
    asOf,
    measure,
    borders: today ? "today" : "day",
    born,
    list: { ngay: asOf, ...(today ? { "dia-gioi": "nay" } : {}), ...(born === undefined ? {} : { sinh: born }) },
    carried: { ngay: asOf, "chi-so": measure },
    keep: { ngay: asOf, "chi-so": measure, ...(today ? { "dia-gioi": "nay" } : {}) },
  };
}
