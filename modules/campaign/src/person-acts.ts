import { occurredDay, type RecordedAct } from "@dinhdanh/ledger";
import type { CommuneIndex } from "@dinhdanh/territory";
import type { ActView } from "./contract.ts";

/** A person's acts, latest first; units are named as they were on the day of the act. */
export function actViews(acts: readonly RecordedAct[], units: CommuneIndex): ActView[] {
  const view = (act: RecordedAct): ActView => {
    const { actId, kind, occurredAt, recordedAt, unit, officer, team, device, payload } = act;
    const unitName = unit === null ? null : (units.last(unit, occurredDay(act))?.name ?? null);
    return { actId, kind, occurredAt, recordedAt, unit, unitName, officer, team, device, payload };
  };
  return acts
    .map((act) => ({ view: view(act), at: Date.parse(act.occurredAt) }))
    .sort((a, b) => b.at - a.at || (a.view.actId < b.view.actId ? 1 : -1))
    .map(({ view: shown }) => shown);
}
