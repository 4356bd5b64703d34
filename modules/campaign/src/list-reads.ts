import { type Actor, newId } from "@dinhdanh/kernel";
import { logReads } from "@dinhdanh/ledger";
import type { Purpose } from "@dinhdanh/population";
import type { PeopleDeps } from "./people-deps.ts";

/** A list shows names, addresses and telephones: everyone on the page can see later that they were read, by whom, and in which list. */
export async function logListRead(
  deps: PeopleDeps,
  actor: Actor,
  view: string,
  people: readonly { personId: string }[],
  purpose: Purpose = "campaign",
): Promise<void> {
  const readAt = new Date(deps.clock.nowMs()).toISOString();
  const read = { officer: actor.code, purpose, view, readAt };
  await logReads(
    deps.sql,
    people.map(({ personId }) => ({ ...read, personId, readId: newId() })),
  );
}
