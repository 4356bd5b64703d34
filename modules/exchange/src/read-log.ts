import { newId } from "@dinhdanh/kernel";
import { logReads } from "@dinhdanh/ledger";
import type { Queryable } from "@dinhdanh/postgres";
import { type Agency, agencyOfficer, type ExchangeDeps, isoNow } from "./deps.ts";

/** Notes who looked at whom and what for, before anything is answered; comparisons are looks, too. `view` is the operation. */
export async function noteReads(
  deps: ExchangeDeps,
  agency: Pick<Agency, "code" | "purpose">,
  view: string,
  personIds: readonly string[],
  sql: Queryable = deps.sql,
): Promise<void> {
  const shared = { officer: agencyOfficer(agency.code), purpose: agency.purpose, view: `osia.${view}`, readAt: isoNow(deps) };
  await logReads(
    sql,
    personIds.map((personId) => ({ personId, readId: newId(), ...shared })),
  );
}
