import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeActs } from "./acts.ts";
import { dateText, parseDay } from "./calendar.ts";
import { writeCampaign } from "./campaign-file.ts";
import { HA_NAM, HA_NAM_COMPLETE_ON, haNamScenario } from "./ha-nam.ts";
import { planProvince } from "./plan.ts";
import { writeRoll } from "./roll.ts";
import { generalScenario, type Scenario } from "./scenario.ts";
import { territoryTree } from "./territory-tree.ts";

export interface SimulationRequest {
  /** Two-digit code of a province of 2021-2023. */
  readonly province: string;
  /** Citizens eligible in the province on `on`, exactly. */
  readonly eligible: number;
  /** Day of the snapshot, `yyyy-mm-dd`: the campaign has reached everyone on it. */
  readonly on: string;
  /** The same seed gives the same bytes. */
  readonly seed: number;
  /** Folder for roll.csv, acts.csv and campaign.json; made when missing. */
  readonly out: string;
  readonly part?: "roll" | "acts" | "all";
  /** `done` of `total` eligible people are behind; called every hundred kilobytes or so. */
  readonly onProgress?: (done: number, total: number, what: "roll" | "acts") => void;
}

export interface Summary {
  readonly province: string;
  readonly communes: number;
  readonly eligible: number;
  /** Rows of the roll, of all ages, and those among them that the import rejects; 0 when only the acts were asked for. */
  readonly people: number;
  readonly faultyRows: number;
  /** Children who are among them twice. */
  readonly secondEntries: number;
  /** 0 when only the roll was asked for. */
  readonly acts: number;
  readonly startsOn: string;
  readonly on: string;
  /** Of the folder's files, those that were written. */
  readonly files: readonly string[];
}

/** Provinces exchange people with those next to them; statistical codes run along the map. */
function provincesNextTo(province: string): string[] {
  const codes = [...territoryTree().provinces.keys()];
  const place = codes.indexOf(province);
  return [place - 2, place - 1, place + 1, place + 2].flatMap((i) => codes[i] ?? []);
}

/** Whether the tree of 2023 has a province of this code. */
export const isProvince = (code: string): boolean => territoryTree().provinces.has(code);

function scenarioFor(request: SimulationRequest): Scenario {
  const on = parseDay(request.on);
  if (request.province === HA_NAM && on === HA_NAM_COMPLETE_ON) return haNamScenario(request.eligible);
  const known = territoryTree().provinces.get(request.province);
  if (!known) throw new Error(`unknown province: ${request.province}`);
  return generalScenario(known.slug, provincesNextTo(request.province), request.eligible, on);
}

/**
 * Writes a province and the replay of its card campaign: roll.csv first and whole, then acts.csv, each under `.part` until it is
 * complete, and campaign.json. Formats: docs/file-formats.md. Memory does not grow with the number of people.
 */
export async function simulateProvince(request: SimulationRequest): Promise<Summary> {
  const { province, eligible, out, part = "all", onProgress } = request;
  const scenario = scenarioFor(request);
  const plan = planProvince(province, eligible, request.seed, scenario);
  await mkdir(out, { recursive: true });
  const files = ["campaign.json"];
  await writeCampaign(plan, join(out, "campaign.json"));
  const report =
    (what: "roll" | "acts") =>
    (done: number): void =>
      onProgress?.(Math.min(done, eligible), eligible, what);
  let roll = { rows: 0, faulty: 0, second: 0 };
  if (part !== "acts") {
    roll = await writeRoll(plan, join(out, "roll.csv"), report("roll"));
    report("roll")(eligible);
    files.push("roll.csv");
  }
  let acts = 0;
  if (part !== "roll") {
    acts = await writeActs(plan, join(out, "acts.csv"), report("acts"));
    report("acts")(eligible);
    files.push("acts.csv");
  }
  return {
    province,
    communes: plan.communes.length,
    eligible,
    people: roll.rows,
    faultyRows: roll.faulty,
    secondEntries: roll.second,
    acts,
    startsOn: dateText(scenario.startsOn),
    on: request.on,
    files,
  };
}

export { type RecordsRequest, type RecordsSummary, simulateRecords } from "./records/simulate-records.ts";
