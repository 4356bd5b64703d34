import { BinaryRows, copyInto, copyOut, parseCopyField, type Queryable, type Tx } from "@dinhdanh/postgres";
import type { Act, RecordedAct } from "../act.ts";

const columns = "subject_id, act_id, kind, occurred_at, recorded_at, unit, officer, team, device, payload";

/** Which of the acts are in the ledger already, as `subjectId + actId`. */
export async function knownActs(tx: Tx, acts: Act[]): Promise<Set<string>> {
  const subjects = acts.map((act) => act.subjectId);
  const ids = acts.map((act) => act.actId);
  const rows = await tx`
    SELECT a.subject_id, a.act_id FROM unnest(${subjects}::uuid[], ${ids}::uuid[]) AS given (subject_id, act_id)
    JOIN ledger.act a ON a.subject_id = given.subject_id AND a.act_id = given.act_id`;
  return new Set(rows.map((row) => String(row["subject_id"]) + String(row["act_id"])));
}

export async function insertActs(tx: Tx, acts: Act[], recordedAt: string): Promise<void> {
  const rows = new BinaryRows(10, acts.length * 200);
  for (const act of acts) {
    rows.row().uuid(act.subjectId).uuid(act.actId).text(act.kind).time(act.occurredAt).time(recordedAt);
    rows.text(act.unit).text(act.officer).text(act.team).text(act.device);
    rows.text(act.payload === null ? null : JSON.stringify(act.payload));
  }
  await copyInto(tx, `ledger.act (${columns})`, rows);
}

/** Inserts the acts whose key is free. @returns `subjectId + actId` of those */
export async function insertUnknownActs(tx: Tx, acts: Act[], recordedAt: string): Promise<Set<string>> {
  const [single] = acts;
  if (single !== undefined && acts.length === 1) {
    return (await insertUnknownAct(tx, single, recordedAt)) ? new Set([single.subjectId + single.actId]) : new Set();
  }
  const column = <Key extends keyof Act>(key: Key) => acts.map((act) => act[key]);
  const payloads = acts.map((act) => (act.payload === null ? null : JSON.stringify(act.payload)));
  const rows = await tx`
    INSERT INTO ledger.act (subject_id, act_id, kind, occurred_at, recorded_at, unit, officer, team, device, payload)
    SELECT subject_id, act_id, kind, occurred_at, ${recordedAt}::timestamptz, unit, officer, team, device, payload::json
    FROM unnest(${column("subjectId")}::uuid[], ${column("actId")}::uuid[], ${column("kind")}::text[], ${column("occurredAt")}::timestamptz[],
      ${column("unit")}::text[], ${column("officer")}::text[], ${column("team")}::text[], ${column("device")}::text[], ${payloads}::text[])
      AS a (subject_id, act_id, kind, occurred_at, unit, officer, team, device, payload)
    ON CONFLICT (subject_id, act_id) DO NOTHING RETURNING subject_id, act_id`;
  return new Set(rows.map((row) => String(row["subject_id"]) + String(row["act_id"])));
}

/** One act as plain values, without nine arrays of one element each: the act of a counter. @returns whether its key was free */
async function insertUnknownAct(tx: Tx, act: Act, recordedAt: string): Promise<boolean> {
  const payload = act.payload === null ? null : JSON.stringify(act.payload);
  const { count } = await tx`
    INSERT INTO ledger.act (subject_id, act_id, kind, occurred_at, recorded_at, unit, officer, team, device, payload)
    VALUES (${act.subjectId}, ${act.actId}, ${act.kind}, ${act.occurredAt}::timestamptz, ${recordedAt}::timestamptz, ${act.unit}, ${act.officer},
      ${act.team}, ${act.device}, ${payload}::text::json)
    ON CONFLICT (subject_id, act_id) DO NOTHING`;
  return count === 1;
}

/** Every act about one subject, in the order in which the register learned of them. */
export async function actsOf(sql: Queryable, subjectId: string): Promise<RecordedAct[]> {
  const rows = await sql`
    SELECT subject_id, act_id, kind, occurred_at, recorded_at, unit, officer, team, device, payload
    FROM ledger.act WHERE subject_id = ${subjectId} ORDER BY recorded_at, act_id`;
  return rows.map((row) => ({
    subjectId: String(row["subject_id"]),
    actId: String(row["act_id"]),
    kind: String(row["kind"]),
    occurredAt: String(row["occurred_at"]),
    recordedAt: String(row["recorded_at"]),
    unit: row["unit"] as string | null,
    officer: row["officer"] as string | null,
    team: row["team"] as string | null,
    device: row["device"] as string | null,
    payload: row["payload"] as Record<string, unknown> | null,
  }));
}

/** Acts whose kind is one of `kinds`, of all subjects, grouped by subject in order of its id; for recounts. */
export async function* actsBySubject(sql: Queryable, kinds: readonly string[]): AsyncGenerator<RecordedAct[]> {
  if (kinds.some((kind) => !/^[a-z.-]+$/.test(kind))) throw new Error("a kind of act is lower-case words, dots and hyphens");
  const list = kinds.map((kind) => `'${kind}'`).join(", ");
  const query = `SELECT ${columns} FROM ledger.act WHERE kind IN (${list}) ORDER BY subject_id, recorded_at, act_id`;
  let group: RecordedAct[] = [];
  for await (const lines of copyOut(sql, query)) {
    for (const line of lines) {
      const act = fromCopy(line);
      if (group.length > 0 && group[0]?.subjectId !== act.subjectId) {
        yield group;
        group = [];
      }
      group.push(act);
    }
  }
  if (group.length > 0) yield group;
}

function fromCopy(line: string): RecordedAct {
  const fields = line.split("\t");
  const field = (index: number) => parseCopyField(fields[index] ?? "\\N");
  const time = (index: number) => `${(fields[index] ?? "").replace(" ", "T")}:00`;
  const payload = field(9);
  return {
    subjectId: fields[0] ?? "",
    actId: fields[1] ?? "",
    kind: fields[2] ?? "",
    occurredAt: time(3),
    recordedAt: time(4),
    unit: field(5),
    officer: field(6),
    team: field(7),
    device: field(8),
    payload: payload === null ? null : (JSON.parse(payload) as Record<string, unknown>),
  };
}

export async function countActs(sql: Queryable): Promise<number> {
  const [row] = await sql`SELECT count(*) AS n FROM ledger.act`;
  return Number(row?.["n"] ?? 0);
}
