import type { Day } from "./calendar.ts";
import type { Random } from "./random.ts";
import { destination, type Destination } from "./residence.ts";
import type { Expedition } from "./scenario.ts";

/** Mobile teams work in the last weeks only: before, those away were expected to come home. */
export const MOBILE_TEAM_DAYS = 75;
const MET_BY_MOBILE_TEAM = 0.3;

export interface MobilePlace {
  readonly team: string;
  readonly officer: string;
}

function teamCode(team: number): string {
  return `LD-${String(team + 1).padStart(2, "0")}`;
}

function officersOf(expedition: Expedition, team: number): number {
  const teams = expedition.districts.length;
  return Math.floor(expedition.officers / teams) + (team < expedition.officers % teams ? 1 : 0);
}

const places = new Map<string, Destination>();

function place(district: string): Destination {
  const known = places.get(district) ?? destination(district);
  places.set(district, known);
  return known;
}

/** Team, officer, day and commune at which the n-th dossier of the expedition is collected: dealt out evenly. */
export function expeditionPlace(expedition: Expedition, n: number): MobilePlace & { readonly on: Day; readonly unit: string } {
  const teams = expedition.districts.length;
  const team = n % teams;
  const round = Math.floor(n / teams);
  const { communes } = place(expedition.districts[team]!);
  return {
    team: teamCode(team),
    officer: `cb-${teamCode(team)}-${(Math.floor(round / expedition.days) % officersOf(expedition, team)) + 1}`,
    on: expedition.from + (round % expedition.days),
    unit: communes[(round * 7) % communes.length]!.code,
  };
}

/** The team that happens to come by, if one does. */
export function mobileTeam(expedition: Expedition, random: Random): MobilePlace | undefined {
  if (!random.chance(MET_BY_MOBILE_TEAM)) return undefined;
  const team = random.below(expedition.districts.length);
  return { team: teamCode(team), officer: `cb-${teamCode(team)}-${random.between(1, officersOf(expedition, team))}` };
}
