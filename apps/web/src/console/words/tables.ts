import type { MainMeasure, RemainingGroup } from "@dinhdanh/campaign/contract";
import type { OfficerRole } from "@dinhdanh/staff/contract";
import type { Level } from "@dinhdanh/territory/contract";
import type { Word } from "./words.ts";

/** Word tables for closed lists of the contracts: the compiler asks for every member. */
export const levelWords = { province: "levelProvince", district: "levelDistrict", commune: "levelCommune" } as const satisfies Partial<
  Record<Level, Word>
>;
export const levelsWords = { province: "levelsProvince", district: "levelsDistrict", commune: "levelsCommune" } as const satisfies Partial<
  Record<Level, Word>
>;

export const doWords = {
  present: "doPresent",
  homeVisit: "doHomeVisit",
  away: "doAway",
  conflict: "doConflict",
  sentence: "doSentence",
  abroad: "doAbroad",
  noContact: "doNoContact",
} as const satisfies Record<RemainingGroup, Word>;

/** Measures of the switch above the table of units. */
export const switchMeasures = [
  ["collected", "shortCollected"],
  ["printed", "shortPrinted"],
  ["handedOver", "shortHandedOver"],
  ["eidActivated", "shortActivated"],
] as const satisfies readonly (readonly [MainMeasure, Word])[];

const sexes: Record<string, Word> = { male: "male", female: "female" };
export const sexWord = (sex: string): Word => sexes[sex] ?? "sexUnknown";

/** What an officer of each role does here, beside the name that the staff module gives the role. */
export const roleDoes = {
  "commune-officer": "roleCommuneDoes",
  "commune-chief": "roleChiefDoes",
  "team-leader": "roleTeamDoes",
  commander: "roleCommanderDoes",
  centre: "roleCentreDoes",
  auditor: "roleAuditorDoes",
  administrator: "roleAdministratorDoes",
} as const satisfies Record<OfficerRole, Word>;

/** `Tỉnh Hà Nam` → `Hà Nam`: in running text a province goes by its bare name. Lower units keep their type, which tells namesakes apart. */
export const shortName = (name: string): string => name.replace(/^(Tỉnh|Thành phố trực thuộc trung ương) /, "");
