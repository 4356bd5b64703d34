import { isDay, isId, parsePartialDate } from "@dinhdanh/kernel";
import { normaliseName, normaliseText } from "@dinhdanh/vietnamese";
import type { Facts, FindingKind } from "./contract.ts";
import { brokenRecordRules } from "./quality/judge-facts.ts";
import { findingKindKeys } from "./quality/rules.ts";
import { column, relationWords, type RollField, sexWords, statusWords, wordIn } from "./roll-fields.ts";

export type RowFinding = { kind: FindingKind; field: RollField; given: string };
export type ReadRow = { personId: string | null; facts: Facts; findings: RowFinding[] };
export type RowRejection = { field: RollField; reason: string };

/** What reading a row needs to know of the world: which unit codes exist, and what day it is. */
export type RollContext = { knowsUnit: (code: string) => boolean; knowsCommune: (code: string) => boolean; today: number };

const pinPattern = /^\d{12}$/;
/** A number as a file writes it: in groups, too, as it is printed. */
export const pinIn = (given: string): string => (pinPattern.test(given) ? given : given.replaceAll(/\s/g, ""));
/** An old number in groups of three is one, not three. */
const grouped = /(?<!\d)(\d{3})\s(\d{3})\s(\d{3})(?!\d)/g;

/** Decides one row: rejected with column and reason, or facts with findings. Pure. */
export function readRow(values: readonly string[], context: RollContext): ReadRow | RowRejection {
  const cell = (field: RollField) => values[column[field]] ?? "";
  const personId = cell("personId").toLowerCase();
  if (personId !== "" && !isId(personId)) return { field: "personId", reason: "person-id-malformed" };
  const pin = pinIn(cell("pin"));
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
  if (pin !== "") facts.pin = pin;
  if (born !== null) facts.birthDate = born.kind === "date" ? born.date : born.kept;
  if (born?.kind === "impossible") find("impossible-birth-date", "birthDate");
  readPlace(cell, context, facts, find);
  readRest(cell, facts, find);
  for (const { kind, field } of brokenRecordRules(facts, context.today, true)) find(kind, field as RollField);
  const inOrder = findings.length < 2 ? findings : findings.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return { personId: personId === "" ? null : personId, facts, findings: inOrder };
}

const order = findingKindKeys;

type Cell = (field: RollField) => string;
type Find = (kind: FindingKind, field: RollField) => void;

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
      .replaceAll(grouped, "$1$2$3")
      .split(/[;\s]+/)
      .filter((id) => id !== "");
  }
  for (const field of ["ethnicity", "religion", "origin"] as const) if (cell(field) !== "") facts[field] = normaliseText(cell(field));
  for (const field of ["fatherPin", "motherPin"] as const) {
    const pin = pinIn(cell(field));
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
  facts.diedOn = parsed.date;
}
