import { isDay, isId } from "@dinhdanh/kernel";
import type { Act, IntakeField } from "@dinhdanh/ledger";
import type { Text } from "@dinhdanh/kernel";
import { exclusionReasons } from "./contract.ts";

/** Columns of an acts file in their documented order (docs/file-formats.md). */
export const actFields = [
  { name: "actId", aliases: [] },
  { name: "kind", aliases: [] },
  { name: "occurredAt", aliases: [] },
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
export const reportedKinds: ReadonlySet<string> = new Set([
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
  "person-conflict": { vi: "Mã người và số định danh thuộc về hai người khác nhau", en: "The person id and the number belong to two different people" },
  "unit-malformed": { vi: "Mã đơn vị phải có 2, 3 hoặc 5 chữ số", en: "The unit code must have 2, 3 or 5 digits" },
  "unit-unknown": { vi: "Không có xã này vào ngày đó", en: "There is no such commune on that day" },
  "code-too-long": { vi: "Mã dài quá 40 ký tự", en: "The code is longer than 40 characters" },
  "reason-unknown": { vi: "Lý do loại trừ không có trong danh mục", en: "This reason for an exclusion is not known" },
  "evidence-missing": { vi: "Thiếu chứng cứ loại trừ", en: "The evidence of the exclusion is missing" },
};

/** An act whose person is still to be looked up. */
export type ReadAct = Omit<Act, "subjectId"> & { personId: string; pin: string };
export type ActRejection = { field: string; reason: string };

const timePattern = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;
const unitPattern = /^(\d{2}|\d{3}|\d{5})$/;

/** Decides one row of an acts file, but for whether the person and the communes exist. `nowMs`: ms since 1970. Pure. */
export function readAct(values: readonly string[], nowMs: number): ReadAct | ActRejection {
  const [actId = "", kind = "", occurredAt = "", personId = "", pin = "", unit = "", officer = "", team = "", device = ""] = values;
  const id = actId.toLowerCase();
  if (!isId(id)) return { field: "actId", reason: "act-id-malformed" };
  if (!reportedKinds.has(kind)) return { field: "kind", reason: "kind-unknown" };
  const time = timePattern.exec(occurredAt);
  const at = time === null || !isDay(time[1] ?? "") ? Number.NaN : Date.parse(occurredAt);
  if (Number.isNaN(at)) return { field: "occurredAt", reason: "time-malformed" };
  if (at > nowMs) return { field: "occurredAt", reason: "time-in-future" };
  if (personId === "" && pin === "") return { field: "personId", reason: "person-missing" };
  const person = personId.toLowerCase();
  if (person !== "" && !isId(person)) return { field: "personId", reason: "person-id-malformed" };
  if (unit !== "" && !unitPattern.test(unit)) return { field: "unit", reason: "unit-malformed" };
  if (officer.length > 40) return { field: "officer", reason: "code-too-long" };
  if (team.length > 40) return { field: "team", reason: "code-too-long" };
  if (device.length > 40) return { field: "device", reason: "code-too-long" };
  const payload = readPayload(kind, values);
  if (payload !== null && "field" in payload) return payload as ActRejection;
  return { actId: id, kind, occurredAt, personId: person, pin, unit: orNull(unit), officer: orNull(officer), team: orNull(team), device: orNull(device), payload };
}

const orNull = (text: string) => (text === "" ? null : text);

function readPayload(kind: string, values: readonly string[]): Record<string, string> | ActRejection | null {
  const [reason = "", evidence = "", fromUnit = "", toUnit = ""] = values.slice(9);
  if (kind === "campaign.excluded") {
    if (!(reason in exclusionReasons)) return { field: "reason", reason: "reason-unknown" };
    return evidence === "" ? { field: "evidence", reason: "evidence-missing" } : { reason, evidence };
  }
  return kind === "person.moved" ? { fromUnit, toUnit } : null;
}
