import { dayNumber, isDay, isId, parsePartialDate } from "@dinhdanh/kernel";
import { normaliseName, normaliseText } from "@dinhdanh/vietnamese";
import type { Facts, FindingKind, Sex } from "./contract.ts";
import { column, relationWords, type RollField, sexWords, statusWords, wordIn } from "./roll-fields.ts";

export type RowFinding = { kind: FindingKind; field: RollField; given: string };
export type ReadRow = { personId: string | null; facts: Facts; findings: RowFinding[] };
export type RowRejection = { field: RollField; reason: string };

/** What reading a row needs to know of the world: which unit codes exist, and what day it is. */
export type RollContext = { knowsUnit: (code: string) => boolean; knowsCommune: (code: string) => boolean; today: number };

const pinPattern = /^\d{12}$/;

/** Decides one row: rejected with column and reason, or facts with findings. Pure. */
export function readRow(values: readonly string[], context: RollContext): ReadRow | RowRejection {
  const cell = (field: RollField) => values[column[field]] ?? "";
  const personId = cell("personId").toLowerCase();
  if (personId !== "" && !isId(personId)) return { field: "personId", reason: "person-id-malformed" };
  const pin = cell("pin");
  if (pin !== "" && !pinPattern.test(pin)) return { field: "pin", reason: "number-malformed" };
  const fullName = normaliseName(cell("fullName"));
  if (fullName === "") return { field: "fullName", reason: "name-missing" };
  const sex = wordIn(sexWords, cell("sex"));
  if (sex === undefined) return { field: "sex", reason: "sex-unreadable" };
  const born = cell("birthDate") === "" ? null : parsePartialDate(cell("birthDate"));
  if (born?.kind === "unreadable") return { field: "birthDate", reason: "birth-date-unreadable" };

  const findings: RowFinding[] = [];
  const find = (kind: FindingKind, field: RollField) => void findings.push({ kind, field, given: cell(field) });
  const facts: Facts = { fullName, sex, residenceStatus: "present" };
  if (pin === "") find("no-number", "pin");
  else facts.pin = pin;
  if (sex === "unknown") find("sex-unknown", "sex");
  if (born === null) find("no-birth-date", "birthDate");
  else {
    facts.birthDate = born.kind === "date" ? born.date : born.kept;
    if (born.kind === "impossible") find("impossible-birth-date", "birthDate");
    else if (inFuture(born.date, context.today)) find("birth-in-future", "birthDate");
  }
  if (pin !== "") checkNumber(pin, sex, facts.birthDate, find);
  readPlace(cell, context, facts, find);
  readRest(cell, facts, find);
  return { personId: personId === "" ? null : personId, facts, findings };
}

type Cell = (field: RollField) => string;
type Find = (kind: FindingKind, field: RollField) => void;

const inFuture = (birthDate: string, today: number) => dayNumber(`${birthDate}-01-01`.slice(0, 10)) > today;

/** Decree 137/2015 art. 13: digit 4 holds century and sex, digits 5 and 6 the birth year. */
function checkNumber(pin: string, sex: Sex, birthDate: string | undefined, find: Find): void {
  const digit = Number(pin[3]);
  const sexOfNumber: Sex = digit % 2 === 0 ? "male" : "female";
  if (sex !== "unknown" && sex !== sexOfNumber) find("sex-differs-from-number", "sex");
  const yearOfNumber = 1900 + Math.floor(digit / 2) * 100 + Number(pin.slice(4, 6));
  if (birthDate !== undefined && Number(birthDate.slice(0, 4)) !== yearOfNumber) find("year-differs-from-number", "birthDate");
}

/** What in facts contradicts the number. */
export function numberFindings({ pin, sex, birthDate }: Facts): { kind: FindingKind; field: "sex" | "birthDate" }[] {
  const found: { kind: FindingKind; field: "sex" | "birthDate" }[] = [];
  if (pin !== undefined) checkNumber(pin, sex, birthDate, (kind, field) => void found.push({ kind, field: field as "sex" | "birthDate" }));
  return found;
}

function readPlace(cell: Cell, context: RollContext, facts: Facts, find: Find): void {
  const permanent = cell("permanentUnit");
  if (permanent !== "") facts.permanentUnit = permanent;
  if (!context.knowsCommune(permanent)) find("unknown-permanent-unit", "permanentUnit");
  const current = cell("currentUnit");
  if (current !== "" && current !== permanent) {
    facts.currentUnit = current;
    if (!context.knowsUnit(current)) find("unknown-current-unit", "currentUnit");
  }
  if (cell("address") !== "") facts.address = normaliseText(cell("address"));
  if (cell("householdId") !== "") facts.householdId = cell("householdId").slice(0, 40);
}

function readRest(cell: Cell, facts: Facts, find: Find): void {
  if (cell("relation") !== "") {
    const known = wordIn(relationWords, cell("relation"));
    if (known === undefined) find("unknown-relation", "relation");
    facts.relation = known ?? "other";
  }
  const status = wordIn(statusWords, cell("residenceStatus"));
  if (status === undefined) find("unknown-residence-status", "residenceStatus");
  else facts.residenceStatus = status;
  if (cell("oldIds") !== "") {
    facts.oldIds = cell("oldIds")
      .split(/[;\s]+/)
      .filter((id) => id !== "");
    if (facts.oldIds.some((id) => !/^\d{9}$/.test(id))) find("odd-old-number", "oldIds");
  }
  for (const field of ["ethnicity", "religion", "origin"] as const) if (cell(field) !== "") facts[field] = normaliseText(cell(field));
  for (const field of ["fatherPin", "motherPin"] as const) {
    const pin = cell(field);
    if (pin === "") continue;
    if (pinPattern.test(pin)) facts[field] = pin;
    else find("odd-parent-number", field);
  }
  if (cell("phone") !== "") facts.phone = cell("phone").slice(0, 20);
  readDeath(cell("diedOn"), facts, find);
}

function readDeath(given: string, facts: Facts, find: Find): void {
  if (given === "") return;
  const parsed = parsePartialDate(given);
  // a death known only to its month cannot end an eligibility on a day
  if (parsed.kind !== "date" || !isDay(parsed.date)) return find("impossible-death-date", "diedOn");
  const diedOn: string = parsed.date;
  facts.diedOn = diedOn;
  if (facts.birthDate !== undefined && diedOn < facts.birthDate) find("death-before-birth", "diedOn");
}
