import { calendarDay, dayNumber } from "@dinhdanh/kernel";

/** Something that happened, as its originator reports it. */
export type Act = {
  /** UUID in lower case, made by the originator: the same id again changes nothing */
  actId: string;
  /** UUID of the person, unit or campaign it is about */
  subjectId: string;
  kind: string;
  /** ISO 8601 with an offset */
  occurredAt: string;
  /** code of the unit where it was done */
  unit: string | null;
  officer: string | null;
  team: string | null;
  device: string | null;
  payload: Record<string, unknown> | null;
};

/** An act as the ledger holds it. */
export type RecordedAct = Act & { recordedAt: string };

/** Day in Asia/Ho_Chi_Minh on which the act happened, as days since 1970-01-01. */
export function occurredDay(act: Pick<Act, "occurredAt">): number {
  const text = act.occurredAt;
  // most acts are reported in local time, where the day can be read off
  if (text.endsWith("+07:00") && !text.startsWith("T24", 10)) return dayNumber(text);
  return calendarDay(Date.parse(text));
}
