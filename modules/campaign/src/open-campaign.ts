import { accept, type Actor, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Ledger } from "@dinhdanh/ledger";
import type { Sql } from "@dinhdanh/postgres";
import { unitByCode, unitSubjectId } from "@dinhdanh/territory";
import { type Campaign, campaignSchema } from "./contract.ts";
import { campaigns, putCampaign } from "./store/campaigns.ts";

/**
 * Opens a campaign, or changes the one of the same key; the same text again changes nothing. The act is about the unit.
 * Refusals: `malformed` (details.field; also two commitments of one unit), `unit-not-found` (details.unit; also of a commitment).
 */
export async function openCampaign(
  deps: { sql: Sql; ledger: Ledger },
  actor: Actor,
  given: unknown,
): Promise<Outcome<Campaign, "malformed" | "unit-not-found">> {
  const parsed = campaignSchema.safeParse(given);
  if (!parsed.success) return refuse("malformed", { field: parsed.error.issues[0]?.path.join(".") ?? "" });
  const campaign = parsed.data;
  const unit = await unitByCode(deps.sql, campaign.unit, campaign.startsOn);
  if (unit === undefined) return refuse("unit-not-found", { unit: campaign.unit });
  const committed = campaign.commitments.map((one) => one.unit);
  if (new Set(committed).size < committed.length) return refuse("malformed", { field: "commitments" });
  for (const code of committed) {
    if ((await unitByCode(deps.sql, code, campaign.startsOn)) === undefined) return refuse("unit-not-found", { unit: code });
  }
  const before = (await campaigns(deps.sql)).find((other) => other.key === campaign.key);
  if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(campaign))) return accept(campaign);
  await deps.sql.begin(async (tx) => {
    await putCampaign(tx, campaign);
    await deps.ledger.record(tx, [
      {
        ...{ actId: newId(), subjectId: unitSubjectId(unit.code, unit.validFrom), kind: "campaign.opened" },
        ...{ occurredAt: new Date(deps.ledger.clock.nowMs()).toISOString(), unit: campaign.unit, officer: actor.code },
        ...{ team: null, device: null, payload: campaign },
      },
    ]);
  });
  return accept(campaign);
}

/** Keys and commitments in one order, for comparing. */
function sorted(campaign: Campaign | undefined): unknown {
  if (campaign === undefined) return null;
  const commitments = campaign.commitments.toSorted((a, b) => (a.unit < b.unit ? -1 : 1)).map(({ unit, on }) => [unit, on]);
  return Object.entries({ ...campaign, name: [campaign.name.vi, campaign.name.en], commitments }).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
