import { isDay, isId } from "@dinhdanh/kernel";
import type { Act, IntakeField } from "@dinhdanh/ledger";
import type { Text } from "@dinhdanh/kernel";
import { exclusionReasons } from "./contract.ts";

/** Columns of an acts file in their documented order (docs/file-formats.md). */
export const actFields = [
  { name: "actId", aliases: [], required: true },
  { name: "kind", aliases: [], required: true },
  { name: "occurredAt", aliases: [], required: true },
  { name: "personId", aliases: [] },
  { name: "pin", aliases: [] },
  { name: "unit", aliases: [] },
  { name: "officer", aliases: [] },
  { name: "team", aliases: [] },
  { name: "device", aliases: [] },
  { name: "reason", aliases: [] },
  { name: "evidence", aliases: [] },
  { name: "fromUnit", aliases: [] },
  { name: "toUnit", aliases: [] },
] as const satisfies readonly IntakeField[];

/** Kinds of act that other systems may report. */
const reportedKinds: ReadonlySet<string> = new Set([
  ...["dossier.collected", "dossier.approved", "card.printed", "card.handed-over"],
  ...["eid.requested", "eid.approved", "eid.activated", "archive.digitised"],
  ...["campaign.excluded", "campaign.exclusion-ended", "person.moved", "person.died"],
]);

export const actRejections: Record<string, Text> = {
  "act-id-malformed": { vi: "Mã hành vi phải là UUID", en: "The act id must be a UUID" },
  "kind-unknown": { vi: "Loại hành vi không có trong danh mục", en: "This kind of act is not known" },
  "time-malformed": { vi: "Thời điểm phải theo ISO 8601 có múi giờ", en: "The time must be ISO 8601 with an offset" },
  "time-in-future": { vi: "Thời điểm ở tương lai", en: "The time lies in the future" },
  "person-missing": { vi: "Thiếu mã người và số định danh", en: "Neither person id nor number is given" },
  "person-id-malformed": { vi: "Mã người phải là UUID", en: "The person id must be a UUID" },
  "person-unknown": { vi: "Không có người này trong sổ", en: "The register has no such person" },
  "person-conflict": {
    vi: "Mã người và số định danh thuộc về hai người khác nhau",
    en: "The person id and the number belong to two different people",
  },
  "unit-malformed": { vi: "Mã đơn vị phải có 2, 3 hoặc 5 chữ số", en: "The unit code must have 2, 3 or 5 digits" },
  "unit-unknown": { vi: "Không có xã này vào ngày đó", en: "There is no such commune on that day" },
  "code-too-long": { vi: "Mã dài quá 40 ký tự", en: "The code is longer than 40 characters" },
  "reason-unknown": { vi: "Lý do loại trừ không có trong danh mục", en: "This reason for an exclusion is not known" },
  "evidence-missing": { vi: "Thiếu chứng cứ loại trừ", en: "The evidence of the exclusion is missing" },
};

/** An act whose person is still to be looked up. */
export type ReadAct = Omit<Act, "subjectId"> & { personId: string; pin: string };
export type ActRejection = { field: string; reason: string };

/** From 1900 on: PostgreSQL knows no year 0, and no act of this register is older than its people. */
const timePattern = /^(?:19|[2-9]\d)\d\d-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const unitPattern = /^(\d{2}|\d{3}|\d{5})$/;

type ActField = (typeof actFields)[number]["name"];
type Check = { field: string; reason: string; holds: (values: readonly string[], nowMs: number) => boolean };

/** Days of a file repeat: looking one up costs a tenth of checking it. */
const realDays = new Map<string, boolean>();
function isRealDay(text: string): boolean {
  const known = realDays.get(text);
  if (known !== undefined) return known;
  if (realDays.size > 50_000) realDays.clear();
  realDays.set(text, isDay(text));
  return isDay(text);
}

const cell = (values: readonly string[], field: ActField) => values[position[field]] ?? "";
const position = Object.freeze(Object.fromEntries(actFields.map((field, index) => [field.name, index]))) as Readonly<
  Record<ActField, number>
>;

/** Whom a row names, before anything is checked. */
export const subjectOf = (values: readonly string[]): string => cell(values, "personId") || cell(values, "pin");

const isTime = (text: string): boolean => timePattern.test(text) && isRealDay(text.slice(0, 10));
const short = (field: "officer" | "team" | "device"): Check => ({
  field,
  reason: "code-too-long",
  holds: (v) => cell(v, field).length <= 40,
});

/** Every reason for which a row is rejected by itself, in the order in which they are checked. */
const checks: readonly Check[] = [
  { field: "actId", reason: "act-id-malformed", holds: (v) => isId(cell(v, "actId").toLowerCase()) },
  { field: "kind", reason: "kind-unknown", holds: (v) => reportedKinds.has(cell(v, "kind")) },
  { field: "occurredAt", reason: "time-malformed", holds: (v) => isTime(cell(v, "occurredAt")) },
  { field: "occurredAt", reason: "time-in-future", holds: (v, nowMs) => Date.parse(cell(v, "occurredAt")) <= nowMs },
  { field: "personId", reason: "person-missing", holds: (v) => cell(v, "personId") !== "" || cell(v, "pin") !== "" },
  { field: "personId", reason: "person-id-malformed", holds: (v) => cell(v, "personId") === "" || isId(cell(v, "personId").toLowerCase()) },
  { field: "unit", reason: "unit-malformed", holds: (v) => cell(v, "unit") === "" || unitPattern.test(cell(v, "unit")) },
  ...[short("officer"), short("team"), short("device")],
  {
    field: "reason",
    reason: "reason-unknown",
    holds: (v) => cell(v, "kind") !== "campaign.excluded" || Object.hasOwn(exclusionReasons, cell(v, "reason")),
  },
  { field: "evidence", reason: "evidence-missing", holds: (v) => cell(v, "kind") !== "campaign.excluded" || cell(v, "evidence") !== "" },
];

/** Decides one row of an acts file, but for whether the person and the communes exist. `nowMs`: ms since 1970. Pure. */
export function readAct(values: readonly string[], nowMs: number): ReadAct | ActRejection {
  for (const { field, reason, holds } of checks) if (!holds(values, nowMs)) return { field, reason };
  const text = (field: ActField) => cell(values, field);
  return {
    actId: text("actId").toLowerCase(),
    kind: text("kind"),
    occurredAt: text("occurredAt"),
    personId: text("personId").toLowerCase(),
    pin: text("pin"),
    unit: orNull(text("unit")),
    officer: orNull(text("officer")),
    team: orNull(text("team")),
    device: orNull(text("device")),
    payload: payloadOf(text("kind"), text),
  };
}

function payloadOf(kind: string, text: (field: ActField) => string): Record<string, string> | null {
  if (kind === "campaign.excluded") return { reason: text("reason"), evidence: text("evidence") };
  return kind === "person.moved" ? { fromUnit: text("fromUnit"), toUnit: text("toUnit") } : null;
}

const orNull = (text: string) => (text === "" ? null : text);
