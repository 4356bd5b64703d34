import { type Actor, addDays, type Day } from "@dinhdanh/kernel";
import { countryCode, countryId } from "@dinhdanh/territory";
import type { Start } from "./contract.ts";
import type { FigureDeps } from "./scope.ts";
import { campaigns } from "./store/campaigns.ts";
import { collectionDays } from "./store/units.ts";

/** What the console opens on: the latest campaign, on the last day that something was collected; an officer's own unit first. */
export async function startView({ sql, engine, clock }: FigureDeps, actor: Actor): Promise<Start> {
  const all = await campaigns(sql);
  const campaign = all[0] ?? null;
  const today = clock.today();
  const days = await collectionDays(sql, engine.measureId("collected"), countryId, today);
  const lastDay = (days?.last ?? today) as Day;
  // of a register that has just begun a month is shown: a course of one day cannot be read
  const month = addDays(lastDay, -30);
  const begins = (campaign?.startsOn ?? (days !== null && days.first < month ? days.first : month)) as Day;
  // a campaign may be opened before its first day
  const firstDay = begins < lastDay ? begins : lastDay;
  return {
    ...{ campaign, unit: actor.scope ?? campaign?.unit ?? countryCode, asOf: lastDay },
    ...{ firstDay, lastDay, campaigns: all },
  };
}
