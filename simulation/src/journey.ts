import { momentOf, NEVER, parseDay, type Day } from "./calendar.ts";
import type { CommunePlan, ProvincePlan } from "./commune-plan.ts";
import { APPROVAL, EID_APPROVAL, HANDING_OVER, PRINTING } from "./pace.ts";
import type { Person } from "./person.ts";
import { AT_CENTRE, BY_CITIZEN, byMobileTeam, OFFICERS_AT_POST, ON_LINE, postOf, type PostRows } from "./posts.ts";
import { eidQuantile } from "./quantile.ts";
import type { Random } from "./random.ts";
import { exclusionReason } from "./residence.ts";
import type { Timeline } from "./timeline.ts";

const EID_FROM = parseDay("2022-03-01");
const ARCHIVE_FROM = parseDay("2022-06-01");

/** The elderly seldom have the phone that an electronic identity needs. */
function eidWeight(age: number): number {
  if (age < 18) return 0.9;
  if (age < 60) return 1.08;
  if (age < 70) return 0.85;
  return age < 80 ? 0.5 : 0.15;
}

/** Posts work until 23:00; seven dossiers in ten come by five in the afternoon. */
function openingMinute(random: Random): number {
  return random.chance(0.7) ? random.between(7 * 60, 17 * 60 - 1) : random.between(17 * 60, 23 * 60 - 6);
}

function officeMinute(random: Random): number {
  return random.between(8 * 60, 17 * 60);
}

/** Writes down what happened to a person, from the decisions that their life brought (people.ts). */
export class Journey {
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #on: Day;
  readonly #eid: ProvincePlan["scenario"]["eid"];
  readonly #archiveTo: Day;
  /** Where the commune stands on the sequences of quantile.ts. */
  readonly #offset: number;
  #excluded = 0;

  constructor(plan: CommunePlan, province: ProvincePlan, timeline: Timeline, random: Random) {
    this.#timeline = timeline;
    this.#random = random;
    this.#on = province.scenario.on;
    this.#eid = province.scenario.eid;
    this.#archiveTo = province.scenario.on - 2;
    this.#offset = plan.offset;
  }

  /** The whole file of a household is digitised on one day. */
  archiveDay(): Day {
    return this.#random.between(Math.min(ARCHIVE_FROM, this.#archiveTo), this.#archiveTo);
  }

  write(person: Person, archivedOn: Day): void {
    const { eligibleFrom, diedOn } = person;
    if (eligibleFrom <= this.#on && eligibleFrom < diedOn) {
      const post = postOf(unitOn(person, archivedOn));
      if (archivedOn < diedOn) this.#add(archivedOn, officeMinute(this.#random), "archive.digitised", this.#officer(post.atDesk));
      if (person.collectedOn !== NEVER) this.#writeCard(person);
    }
    if (person.excludedOn !== NEVER) this.#writeExclusion(person);
    if (person.movedOn !== NEVER) {
      const end = `,,${person.unit},cb-${person.unit}-1,,,,,${person.fromUnit},${person.unit}\n`;
      this.#add(person.movedOn, officeMinute(this.#random), "person.moved", end);
    }
    if (diedOn !== NEVER && person.deathReported) {
      this.#add(diedOn, reportMinute(this.#random), "person.died", this.#officer(postOf(unitOn(person, diedOn)).atDesk));
    }
  }

  #add(day: Day, minute: number, kind: Parameters<Timeline["add"]>[1], end: string): void {
    this.#timeline.add(momentOf(day, minute), kind, end);
  }

  #officer(rows: readonly string[]): string {
    return rows[this.#random.below(OFFICERS_AT_POST)]!;
  }

  #writeCard(person: Person): void {
    const random = this.#random;
    const collectedOn = person.collectedOn;
    const minute = openingMinute(random);
    const post = postOf(unitOn(person, collectedOn));
    const end = this.#collectedAt(person, post);
    this.#add(collectedOn, minute, "dossier.collected", end);
    this.#writeEid(person, minute, post);
    const last = Math.min(this.#on, person.diedOn - 1);
    const approvedOn = collectedOn + APPROVAL.wait(collectedOn, random);
    if (approvedOn > last) return;
    const approvedMinute = officeMinute(random);
    this.#add(approvedOn, approvedMinute, "dossier.approved", AT_CENTRE[random.below(AT_CENTRE.length)]!);
    const printedOn = approvedOn + PRINTING.wait(approvedOn, random);
    if (printedOn > last) return;
    // Lines run in the evening too, which also keeps a print after an approval of the same day.
    this.#add(printedOn, random.between(approvedMinute + 30, 22 * 60), "card.printed", ON_LINE[random.below(ON_LINE.length)]!);
    const handedOn = printedOn + HANDING_OVER.wait(printedOn, random);
    if (handedOn > last) return;
    this.#add(handedOn, openingMinute(random), "card.handed-over", this.#officer(postOf(unitOn(person, handedOn)).atPost));
  }

  #collectedAt(person: Person, post: PostRows): string {
    if (person.team !== "") return byMobileTeam(person.currentUnit, person.officer, person.team);
    return this.#officer(person.status === "bedridden" ? post.atBedside : post.atPost);
  }

  /** Requested with the dossier, or later; approved and activated by as many as the scenario says. */
  #writeEid(person: Person, dossierMinute: number, dossierPost: PostRows): void {
    const random = this.#random;
    const on = this.#on;
    const quantile = eidQuantile(person.ordinal, this.#offset) / eidWeight((on - person.birthDay) / 365.2425);
    if (quantile >= this.#eid.requested || on <= EID_FROM) return;
    const earliest = Math.max(EID_FROM, person.collectedOn);
    const withDossier = earliest === person.collectedOn && (on - earliest < 40 || random.chance(0.75));
    // Requests grew through the year: the draw's root leans them towards the end.
    const requestedOn = withDossier ? earliest : earliest + Math.floor(Math.sqrt(random.unit()) * Math.max(0, on - 5 - earliest));
    if (requestedOn >= person.diedOn) return;
    if (withDossier && person.team === "") this.#add(requestedOn, dossierMinute + 4, "eid.requested", this.#officer(dossierPost.atPost));
    else if (withDossier) this.#add(requestedOn, dossierMinute + 4, "eid.requested", byMobileOfficer(person));
    else
      this.#add(
        requestedOn,
        random.between(dossierMinuteAfter(requestedOn, person, dossierMinute), 22 * 60 + 58),
        "eid.requested",
        this.#officer(postOf(unitOn(person, requestedOn)).atPost),
      );
    if (quantile >= this.#eid.approved || requestedOn >= on) return;
    const approvedOn = Math.min(requestedOn + EID_APPROVAL.wait(requestedOn, random), on);
    if (approvedOn >= person.diedOn) return;
    const approvedMinute = officeMinute(random);
    this.#add(approvedOn, approvedMinute, "eid.approved", AT_CENTRE[random.below(AT_CENTRE.length)]!);
    if (quantile >= this.#eid.activated) return;
    // Activation is due within a week of the notice; help desks at the post carry the rest through the following months.
    const wait = random.chance(0.6) ? random.below(8) : random.below(90);
    const activatedOn = Math.min(approvedOn + wait, on);
    if (activatedOn < person.diedOn) this.#add(activatedOn, random.between(approvedMinute + 10, 22 * 60), "eid.activated", BY_CITIZEN);
  }

  #writeExclusion(person: Person): void {
    const reason = exclusionReason(person);
    if (!reason) return;
    const unit = person.unit;
    const evidence = `BB-${unit}-${String(++this.#excluded).padStart(3, "0")}`;
    this.#add(person.excludedOn, officeMinute(this.#random), "campaign.excluded", `,,${unit},cb-${unit}-1,,,${reason},${evidence},,\n`);
    if (person.exclusionEndedOn === NEVER) return;
    this.#add(person.exclusionEndedOn, officeMinute(this.#random), "campaign.exclusion-ended", `,,${unit},cb-${unit}-1,,,,,,\n`);
  }
}

function unitOn(person: Person, day: Day): string {
  return person.movedOn !== NEVER && day < person.movedOn ? person.fromUnit : person.unit;
}

function reportMinute(random: Random): number {
  return random.between(8 * 60, 20 * 60);
}

function dossierMinuteAfter(day: Day, person: Person, dossierMinute: number): number {
  return day === person.collectedOn ? dossierMinute + 1 : 8 * 60;
}

/** The officer of a mobile team takes the request along; the team counts dossiers only. */
function byMobileOfficer(person: Person): string {
  return `,,${person.currentUnit},${person.officer},,,,,,\n`;
}
