import type { Agency, Confirmation } from "@dinhdanh/exchange";
import { calendarDay, type Clock, dayNumber, dayOf, type Locale } from "@dinhdanh/kernel";
import type { CommuneIndex } from "@dinhdanh/territory";
import { facts, paragraph, section, writePaper } from "./paper.ts";
import { sayDay, sayIn, sayPin } from "./say.ts";

export type ResidencePaper = {
  confirmation: Confirmation;
  agency: Agency;
  /** by which the request is found in the logs */
  requestId: string;
  locale: Locale;
};

/** A confirmation of residence as PDF (form CT07), for an agency. It is no signed paper: who holds it asks again by its number. */
export function writeResidence(deps: { units: CommuneIndex; clock: Clock }, paper: ResidencePaper): Promise<Buffer> {
  const say = sayIn(paper.locale);
  const today = dayOf(calendarDay(deps.clock.nowMs()));
  const heading = {
    office: say("register", { agency: paper.agency.name }),
    title: say("residenceTitle"),
    subtitle: say("on", { day: sayDay(today) }),
    code: paper.requestId,
  };
  return writePaper(heading, paper.locale, (pdf) => {
    section(pdf, say("citizen"));
    facts(pdf, residenceLines(paper, deps.units, today));
    pdf.y += 8;
    paragraph(pdf, say("extract", { purpose: paper.agency.purpose }));
  });
}

/** Label and value; what the agreement does not name or the register does not hold has none. */
export function residenceLines(
  { confirmation, locale }: Pick<ResidencePaper, "confirmation" | "locale">,
  units: CommuneIndex,
  today: string,
): [label: string, value: string | undefined][] {
  const say = sayIn(locale);
  const { fullName, dateOfBirth, gender, uin, ethnicity, placeOfOrigin, residenceUnit, address, householdRelation } = confirmation;
  const day = dayNumber(today);
  const unit = residenceUnit === undefined ? undefined : units.last(residenceUnit, day);
  const province = unit && units.province(unit.unitId, day)?.name;
  // the register keeps the commune as it was recorded, also when it has ended since
  const ended = unit !== undefined && units.find(unit.code, day)?.unitId !== unit.unitId;
  const place = [address, unit?.name ?? residenceUnit, ended && province !== undefined ? say("nowIn", { province }) : province];
  return [
    [say("fullName"), fullName],
    [say("born"), dateOfBirth && sayDay(dateOfBirth)],
    [say("sex"), gender && say(gender === "M" ? "male" : "female")],
    [say("pin"), uin && sayPin(uin)],
    [say("ethnicity"), ethnicity],
    [say("origin"), placeOfOrigin],
    [say("residence"), place.filter((part) => part !== undefined).join(", ")],
    [say("relation"), householdRelation],
  ];
}
