import type { Queryable, Tx } from "@dinhdanh/postgres";
import type { Campaign } from "../contract.ts";

/** All campaigns, latest first. */
export async function campaigns(sql: Queryable): Promise<Campaign[]> {
  const rows = await sql`
    SELECT campaign_key, name_vi, name_en, programme, basis, unit, starts_on, directive_on, emulation_on, frozen_on, simulated,
      coalesce((SELECT json_agg(json_build_object('unit', unit, 'on', committed_on::text) ORDER BY unit) FROM campaign.commitment m
        WHERE m.campaign_key = c.campaign_key), '[]'::json) AS commitments
    FROM campaign.campaign c ORDER BY starts_on DESC, campaign_key`;
  return rows.map((row) => ({
    key: String(row["campaign_key"]),
    name: { vi: String(row["name_vi"]), en: String(row["name_en"]) },
    programme: row["programme"] as Campaign["programme"],
    basis: row["basis"] as Campaign["basis"],
    unit: String(row["unit"]),
    startsOn: row["starts_on"] as Campaign["startsOn"],
    directiveOn: row["directive_on"] as Campaign["directiveOn"],
    emulationOn: row["emulation_on"] as Campaign["emulationOn"],
    frozenOn: row["frozen_on"] as Campaign["frozenOn"],
    commitments: row["commitments"] as Campaign["commitments"],
    simulated: Boolean(row["simulated"]),
  }));
}

/** Writes a campaign over the one of the same key. */
export async function putCampaign(tx: Tx, campaign: Campaign): Promise<void> {
  const { key, name, programme, basis, unit, startsOn, directiveOn, emulationOn, frozenOn, simulated } = campaign;
  await tx`
    INSERT INTO campaign.campaign (campaign_key, name_vi, name_en, programme, basis, unit, starts_on, directive_on, emulation_on, frozen_on, simulated)
    VALUES (${key}, ${name.vi}, ${name.en}, ${programme}, ${basis}, ${unit}, ${startsOn}, ${directiveOn}, ${emulationOn}, ${frozenOn}, ${simulated})
    ON CONFLICT (campaign_key) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en, programme = excluded.programme,
      basis = excluded.basis, unit = excluded.unit, starts_on = excluded.starts_on, directive_on = excluded.directive_on,
      emulation_on = excluded.emulation_on, frozen_on = excluded.frozen_on, simulated = excluded.simulated`;
  await tx`DELETE FROM campaign.commitment WHERE campaign_key = ${key}`;
  await tx`
    INSERT INTO campaign.commitment (campaign_key, unit, committed_on)
    SELECT ${key}, unit, committed_on FROM unnest(${campaign.commitments.map((c) => c.unit)}::text[], ${campaign.commitments.map((c) => c.on)}::date[]) AS c (unit, committed_on)`;
}
