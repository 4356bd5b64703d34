/**
 * The end of an act's row, from `pin` on: pin,unit,officer,team,device,reason,evidence,fromUnit,toUnit. Most acts happen at the
 * fixed post of a commune, so the ends are composed once for each officer of each post.
 */
export interface PostRows {
  /** With officer and team. */
  readonly atPost: readonly string[];
  /** With the portable kit of the post, for those who cannot come. */
  readonly atBedside: readonly string[];
  /** With officer only: paperwork. */
  readonly atDesk: readonly string[];
}

export const OFFICERS_AT_POST = 4;

const posts = new Map<string, PostRows>();

export function postOf(unit: string): PostRows {
  const known = posts.get(unit);
  if (known) return known;
  const officers = Array.from({ length: OFFICERS_AT_POST }, (_, i) => `cb-${unit}-${i + 1}`);
  const post: PostRows = {
    atPost: officers.map((officer) => `,,${unit},${officer},CD-${unit},,,,,\n`),
    atBedside: officers.map((officer) => `,,${unit},${officer},CD-${unit},KIT-${unit},,,,\n`),
    atDesk: officers.map((officer) => `,,${unit},${officer},,,,,,\n`),
  };
  posts.set(unit, post);
  return post;
}

/** Approvals are given by officers of the national centre, so nobody approves what they collected. */
export const AT_CENTRE: readonly string[] = Array.from({ length: 60 }, (_, i) => `,,,tt-${String(i + 1).padStart(2, "0")},,,,,,\n`);
/** Cards come out of one of the personalisation lines. */
export const ON_LINE: readonly string[] = Array.from({ length: 8 }, (_, i) => `,,,,,IN-${i + 1},,,,\n`);
/** What citizens do themselves. */
export const BY_CITIZEN = ",,,,,,,,,\n";

export function byMobileTeam(unit: string, officer: string, team: string): string {
  return `,,${unit},${officer},${team},KIT-${team},,,,\n`;
}
