import { type Actor, newId } from "@dinhdanh/kernel";
import { logReads } from "@dinhdanh/ledger";
import type { PeopleDeps } from "./people-deps.ts";

/** A list shows names, addresses and telephones: everyone on the page can see later that they were read, by whom, and in which list. */
export async function logListRead(deps: PeopleDeps, actor: Actor, view: string, people: readonly { personId: string }[]): Promise<void> {
  const readAt = new Date(deps.clock.nowMs()).toISOString();
  const read = { officer: actor.code, purpose: "campaign", view, readAt };
  await logReads(
    deps.sql,
    people.map(({ personId }) => ({ ...read, personId, readId: newId() })),
  );
}
