import { writeFile } from "node:fs/promises";
import { dateText, type Day } from "./calendar.ts";
import type { ProvincePlan } from "./commune-plan.ts";
import { Random } from "./random.ts";
import { districtsOf, territoryTree } from "./territory-tree.ts";

export interface Commitment {
  readonly unit: string;
  readonly on: string;
}

/** What each unit promised in February, before anyone knew: some days early, some late, a few missed. */
function commitments(province: ProvincePlan): Commitment[] {
  const random = new Random(`${province.seed}/${province.province}/commitments`);
  const promise = (unit: string, completeOn: Day): Commitment => {
    const slack = random.chance(0.15) ? -random.between(1, 6) : random.between(0, 12);
    return { unit, on: dateText(Math.min(completeOn + slack, province.scenario.provinceCommitmentOn)) };
  };
  const districts = districtsOf(province.province).map((district) => {
    const last = Math.max(...province.communes.filter((plan) => plan.commune.district === district).map((plan) => plan.completeOn));
    return promise(district, last);
  });
  const communes = province.communes.map((plan) => promise(plan.commune.code, plan.completeOn));
  return [{ unit: province.province, on: dateText(province.scenario.provinceCommitmentOn) }, ...districts, ...communes];
}

/** Writes campaign.json: what the campaign set out to do. */
export async function writeCampaign(province: ProvincePlan, path: string): Promise<void> {
  const { scenario } = province;
  const { name, title } = territoryTree().provinces.get(province.province)!;
  const campaign = {
    key: scenario.key,
    name: {
      vi: `Chiến dịch cấp căn cước công dân ${title[0]!.toLowerCase()}${title.slice(1)} ${dateText(scenario.startsOn).slice(0, 4)}-${dateText(scenario.on).slice(0, 4)}`,
      en: `${name} citizen identity card campaign ${dateText(scenario.startsOn).slice(0, 4)}-${dateText(scenario.on).slice(0, 4)}`,
    },
    programme: "card",
    basis: "permanent",
    unit: province.province,
    startsOn: dateText(scenario.startsOn),
    directiveOn: scenario.directiveOn,
    commitments: commitments(province),
    simulated: true,
  };
  await writeFile(path, `${JSON.stringify(campaign, null, 2)}\n`);
}
