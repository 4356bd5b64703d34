import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { may } from "@dinhdanh/staff";
import type { BlankRanges, BlankState, Waiting } from "./contract.ts";
import type { CardsDeps } from "./deps.ts";
import { rangesOf, waitingGroups } from "./store/lists.ts";

const mostGroups = 200;
const mostRanges = 500;

/** The orders that wait for a batch, by priority and due day. */
export async function listWaiting(deps: CardsDeps, by: Actor): Promise<Outcome<Waiting, "not-permitted">> {
  if (!may(by, "produce")) return refuse("not-permitted");
  return accept({ today: deps.ledger.clock.today(), groups: [...(await waitingGroups(deps.sql, mostGroups))] });
}

/** The serials behind a figure of the stock. */
export async function listBlanks(deps: CardsDeps, by: Actor, state: BlankState): Promise<Outcome<BlankRanges, "not-permitted">> {
  if (!may(by, "produce")) return refuse("not-permitted");
  const ranges = await rangesOf(deps.sql, state, mostRanges + 1);
  return accept({ state, ranges: ranges.slice(0, mostRanges), more: ranges.length > mostRanges });
}
