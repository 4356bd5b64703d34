import type { Clock } from "@dinhdanh/kernel";
import { currentCsca, ofRole, type PkiState, revocationOf } from "./state.ts";

export type Due = { act: "issue-signer" | "crl" | "rotate-csca"; by: string; overdue: boolean };

/** What must be done next, and by when: the moment from which cards cannot be signed, or readers have no list in force. */
export function dueOf(state: PkiState, clock: Clock): Due[] {
  const signer = ofRole(state, "signer").findLast((entry) => revocationOf(state, entry) === undefined);
  const { keyUseFrom, keyUseUntil } = currentCsca(state);
  // what never was is due since the CSCA is there
  const dates = [
    { act: "issue-signer" as const, by: signer?.keyUseUntil ?? keyUseFrom },
    { act: "crl" as const, by: state.crl?.nextUpdate ?? keyUseFrom },
    { act: "rotate-csca" as const, by: keyUseUntil },
  ];
  return dates.map((due) => ({ ...due, overdue: Date.parse(due.by) <= clock.nowMs() })).sort((a, b) => Date.parse(a.by) - Date.parse(b.by));
}
