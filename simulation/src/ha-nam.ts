import { parseDay } from "./calendar.ts";
import { CAMPAIGN_START, COMPLETIONS, type Scenario, secondEntriesAmong } from "./scenario.ts";

/** Eligible citizens of the province on 22 April 2023, all collected (figure HN-1). Other sizes scale from it. */
const ELIGIBLE = 754_277;

export const HA_NAM = "35";
export const HA_NAM_COMPLETE_ON = parseDay("2023-04-22");

const END_OF_MARCH = parseDay("2023-03-31");
const MARCH = parseDay("2023-03-01");
const APRIL = parseDay("2023-04-01");

/**
 * Hà Nam, 25 February 2021 to 22 April 2023. The table says where people are and when they are reached; every figure of
 * article-figures.tsv (HN-1 … HN-12) then has to come out of counting the acts.
 */
export function haNamScenario(eligible: number): Scenario {
  const scaled = (n: number): number => Math.max(1, Math.round((n * eligible) / ELIGIBLE));
  const firstComplete = { on: END_OF_MARCH, pushFrom: MARCH, lateShare: 0.0115 } as const;
  return {
    key: "ha-nam-2023",
    startsOn: CAMPAIGN_START,
    on: HA_NAM_COMPLETE_ON,
    pushFrom: APRIL,
    curve: [
      [CAMPAIGN_START, 0],
      [parseDay("2021-04-01"), 0.1],
      [parseDay("2021-07-01"), 0.6],
      [parseDay("2021-10-01"), 0.705],
      [parseDay("2022-01-01"), 0.755],
      [parseDay("2022-07-01"), 0.815],
      [parseDay("2022-12-31"), 0.895],
      [parseDay("2023-02-01"), 0.925],
      [MARCH, 0.958],
      [APRIL, 1],
    ],
    lateShare: 0.0273,
    completions: COMPLETIONS,
    pupilsBorn: [2004, 2008],
    pinned: [
      { ...firstComplete, code: "13450", eligible: scaled(4376), completeOn: parseDay("2023-03-08") },
      { ...firstComplete, code: "13408", eligible: scaled(5345), completeOn: parseDay("2023-03-09") },
      { ...firstComplete, code: "13309", completeOn: parseDay("2023-03-08") },
    ],
    // 45 officers in 11 teams for three days (HN-12), to where most of the absent work.
    expedition: {
      dossiers: scaled(1032),
      from: parseDay("2023-04-06"),
      days: 3,
      officers: 45,
      districts: ["019", "008", "017", "258", "222", "312", "325", "724", "725", "731", "777"],
    },
    exclusions: scaled(330),
    faultyRows: Math.max(3, scaled(25)),
    secondEntries: secondEntriesAmong(eligible),
    eid: { requested: 0.805, approved: 0.752, activated: 0.5368 },
    neighbours: ["01", "33", "34", "36", "37", "17"],
    directiveOn: "2023-06-29",
    provinceCommitmentOn: parseDay("2023-04-30"),
  };
}
