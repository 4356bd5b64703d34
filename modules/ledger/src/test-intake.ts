import { clockAt, newId, systemActor } from "@dinhdanh/kernel";
import type { Sql } from "@dinhdanh/postgres";
import type { Act } from "./act.ts";
import type { IntakeKind, Verdict } from "./intake/kind.ts";
import { type IntakeOptions, runIntake } from "./intake/run.ts";
import { createLedger, type Ledger, type Projection } from "./record.ts";

/** Whole seconds: a time whose milliseconds are zero must survive the database, too. */
export const clock = clockAt(() => Date.parse("2023-04-06T08:00:00Z"));

export const ledgerWith = (...projections: Projection[]): Ledger => createLedger(clock, projections);

export const act = (given: Partial<Act> = {}): Act => ({
  ...{ actId: newId(), subjectId: newId(), kind: "note.made", occurredAt: "2023-04-06T10:00:00+07:00" },
  ...{ unit: null, officer: null, team: null, device: null, payload: null },
  ...given,
});

/** Notes about subjects, as a kind of file: the smallest that has every verdict. */
export function noteIntake(ledger: Ledger, chunkRows = 10): IntakeKind {
  return {
    kind: "acts",
    fields: [
      { name: "id", aliases: ["Mã"], required: true },
      { name: "note", aliases: ["Ghi chú", "Nội dung"] },
      { name: "place", aliases: ["Nơi ở hiện tại"] },
    ],
    chunkRows,
    rejections: { "note-missing": { vi: "Thiếu ghi chú", en: "The note is missing" } },
    write: async (tx, rows) => {
      const taken = rows.map(({ values: [id = "", note = "", place = ""] }): Act | Verdict => {
        if (note === "") return { kind: "rejected", field: "note", reason: "note-missing" };
        return act({ actId: id, subjectId: id, payload: { note, place } });
      });
      const fresh = new Set(
        (
          await ledger.record(
            tx,
            taken.filter((one) => "actId" in one),
          )
        ).map(({ actId }) => actId),
      );
      return taken.map((one) => {
        if (!("actId" in one)) return one;
        if (!fresh.delete(one.actId)) return { kind: "unchanged" };
        const odd = String(one.payload?.["note"]).startsWith("?");
        return odd ? { kind: "acceptedWithFindings", findings: ["odd-note"] } : { kind: "accepted" };
      });
    },
  };
}

/** Imports a file of notes. */
export const importNotes = (sql: Sql, path: string, options: Partial<IntakeOptions> = {}, kind = noteIntake(ledgerWith())) =>
  runIntake(kind, { ...{ sql, clock, actor: systemActor, path }, ...options });

/** An id in order of the number. */
export const idOf = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
