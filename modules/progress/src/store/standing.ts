import { dayNumber, dayOf } from "@dinhdanh/kernel";
import { BinaryRows, copyInto, copyOut, parseCopyField, type Queryable, type Tx } from "@dinhdanh/postgres";
import { standingDays } from "../contract.ts";
import { openingDay } from "../opening-day.ts";
import { type DaySpan, emptyStanding, NEVER, type Standing } from "../standing.ts";

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** Column of each day of a standing. */
const dayColumns = standingDays.map(snake);
const columns = `person_id, stay_from, stay_until, unit_id, birth_year, residence_status, excluded_reason, walk_key, place, earlier, ${dayColumns.join(", ")}`;

const dayOrNull = (day: number) => (day === NEVER ? null : dayOf(day));
const toNumber = (day: string | null | undefined) => (day === null || day === undefined || day === "\\N" ? NEVER : dayNumber(day));

/**
 * Standing of the given people, locked until the transaction ends: acts about one person are folded one after the other.
 * The row of the first stay is the lock: it is never deleted. It is answered as the transaction that held the lock before has left it; other
 * stays are read after it, in a statement of their own, for the same reason.
 * @returns what waits for the answer: the lock is asked for at once, so that it can travel with other statements
 */
export function lockStandings(tx: Tx, ids: string[]): () => Promise<Map<string, Standing>> {
  const locking = tx`
    SELECT ${tx.unsafe(columns)} FROM progress.standing WHERE person_id = ANY(${ids}::uuid[]) AND stay_from = ${dayOf(openingDay)}
    ORDER BY person_id FOR UPDATE`.values();
  // whoever reads the answer hears of the failure
  locking.catch(() => undefined);
  return async () => readLocked(tx, await locking);
}

async function readLocked(tx: Tx, first: readonly unknown[]): Promise<Map<string, Standing>> {
  const standings = new Map<string, Standing>();
  for (const row of first) addStay(standings, row as (string | number | null)[]);
  const moved = [...standings.values()].filter((standing) => standing.stays[0]?.until !== NEVER).map((standing) => standing.personId);
  if (moved.length === 0) return standings;
  const later = await tx`
    SELECT ${tx.unsafe(columns)} FROM progress.standing WHERE person_id = ANY(${moved}::uuid[]) AND stay_from <> ${dayOf(openingDay)}
    ORDER BY person_id, stay_from`.values();
  for (const row of later) addStay(standings, row as (string | number | null)[]);
  return standings;
}

function addStay(standings: Map<string, Standing>, row: readonly (string | number | null)[]): Standing {
  const personId = String(row[0]);
  let standing = standings.get(personId);
  if (standing === undefined) standings.set(personId, (standing = readShared(personId, row)));
  else if (!sameShared(standing, readShared(personId, row))) standing.torn = true;
  standing.stays.push({
    unitId: row[3] === null ? null : Number(row[3]),
    from: toNumber(row[1] as string),
    until: toNumber(row[2] as string | null),
  });
  return standing;
}

/** What every row of a person repeats. */
function readShared(personId: string, row: readonly (string | number | null)[]): Standing {
  const standing = emptyStanding(personId);
  standing.birthYear = row[4] === null ? null : Number(row[4]);
  standing.residenceStatus = String(row[5]);
  standing.excludedReason = row[6] as string | null;
  standing.walkKey = row[7] as string | null;
  standing.place = row[8] as string | null;
  standing.earlier = readEarlier(row[9] as string | null);
  for (let index = 0; index < dayColumns.length; index += 1) standing.days[index] = toNumber(row[10 + index] as string | null);
  return standing;
}

const sameShared = (a: Standing, b: Standing) =>
  a.birthYear === b.birthYear &&
  a.residenceStatus === b.residenceStatus &&
  a.excludedReason === b.excludedReason &&
  a.walkKey === b.walkKey &&
  a.place === b.place &&
  earlierText(a) === earlierText(b) &&
  a.days.every((day, index) => day === b.days[index]);

/** JSON, measure → datemultirange, as conditions in SQL read it: the same text for the same spans. */
export function earlierText({ earlier }: Standing): string | null {
  if (earlier === null) return null;
  const range = (spans: readonly DaySpan[]) => `{${spans.map(([from, until]) => `[${dayOf(from)},${dayOf(until)})`).join()}}`;
  const entries = Object.entries(earlier).map(([key, spans]) => [key, range(spans)] as const);
  return JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))));
}

function readEarlier(text: string | null): Standing["earlier"] {
  if (text === null) return null;
  const ranges = Object.entries(JSON.parse(text) as Record<string, string>);
  const spansOf = (range: string) =>
    Array.from(range.matchAll(/\[([\d-]+),([\d-]+)\)/g), ([, from, until]): DaySpan => [toNumber(from), toNumber(until)]);
  return Object.fromEntries(ranges.map(([key, range]) => [key, spansOf(range)]));
}

/** @throws SQLSTATE 23505 when another transaction registered one of them meanwhile */
export async function insertStandings(tx: Tx, standings: Standing[]): Promise<void> {
  if (standings.length > 0) await copyInto(tx, `progress.standing (${columns})`, standingRows(standings));
}

const assignments = [
  "stay_until",
  "unit_id",
  "birth_year",
  "residence_status",
  "excluded_reason",
  "walk_key",
  "place",
  "earlier",
  ...dayColumns,
]
  .map((column) => `${column} = excluded.${column}`)
  .join(", ");

/** Writes standings that are locked. Rows stay in place (HOT: no index changes), but for people whose stays have changed. */
export async function updateStandings(tx: Tx, standings: Standing[], moved: ReadonlySet<string>): Promise<void> {
  if (standings.length === 0) return;
  if (standings.length <= fewStandings && moved.size === 0) return upsertFew(tx, standings);
  await tx`CREATE TEMPORARY TABLE IF NOT EXISTS incoming (LIKE progress.standing) ON COMMIT DELETE ROWS`;
  // what an earlier call in this transaction left behind
  await tx`TRUNCATE pg_temp.incoming`;
  await copyInto(tx, `pg_temp.incoming (${columns})`, standingRows(standings));
  if (moved.size > 0) {
    await tx`DELETE FROM progress.standing WHERE person_id = ANY(${[...moved]}::uuid[]) AND stay_from <> ${dayOf(openingDay)}`;
  }
  // an upsert goes by the key whatever the planner believes; a join with a table it knows nothing of read all of standing
  await tx.unsafe(
    `INSERT INTO progress.standing (${columns}) SELECT ${columns} FROM pg_temp.incoming ON CONFLICT (person_id, stay_from) DO UPDATE SET ${assignments}`,
  );
}

/** Up to here one prepared statement is cheaper than a COPY by way of a temporary table. */
export const fewStandings = 64;

const arrays = ["uuid", "date", "date", "int", "smallint", "text", "text", "text", "text", "text", ...dayColumns.map(() => "date")]
  .map((type, index) => `$${index + 1}::${type}[]`)
  .join(", ");
const upsert = `INSERT INTO progress.standing (${columns}) SELECT * FROM unnest(${arrays}) ON CONFLICT (person_id, stay_from) DO UPDATE SET ${assignments}`;

async function upsertFew(tx: Tx, standings: Standing[]): Promise<void> {
  const rows = standings.flatMap((standing) =>
    standing.stays.map((stay) => [
      ...[standing.personId, dayOf(stay.from), dayOrNull(stay.until), stay.unitId, standing.birthYear],
      ...[standing.residenceStatus, standing.excludedReason, standing.walkKey, standing.place, earlierText(standing)],
      ...Array.from(standing.days, dayOrNull),
    ]),
  );
  const byColumn = (rows[0] ?? []).map((_, index) => rows.map((row) => row[index] ?? null));
  if (rows.length > 0) await tx.unsafe(upsert, byColumn, { prepare: true });
}

/**
 * Writes the days in which standings that are locked differ from what is known of them, into all rows of each person: what acts about a few people
 * change as a rule.
 */
export function updateDays(tx: Tx, all: readonly { known: Standing; standing: Standing }[]): Promise<void>[] {
  const alike = Map.groupBy(all, ({ known, standing }) =>
    dayColumns.filter((_, index) => standing.days[index] !== known.days[index]).join(),
  );
  return [...alike].map(async ([listed, some]) => {
    if (listed === "") return;
    const changed = listed.split(",");
    const assigned = changed.map((column) => `${column} = g.${column}`).join(", ");
    const values = changed.map((column) => some.map(({ standing }) => dayOrNull(standing.days[dayColumns.indexOf(column)] ?? NEVER)));
    const given = ["$1::uuid[]", ...changed.map((_, index) => `$${index + 2}::date[]`)].join(", ");
    await tx.unsafe(
      `UPDATE progress.standing s SET ${assigned} FROM unnest(${given}) AS g (person_id, ${listed}) WHERE s.person_id = g.person_id`,
      [some.map(({ standing }) => standing.personId), ...values],
      { prepare: true },
    );
  });
}

function standingRows(standings: readonly Standing[]): BinaryRows {
  const rows = new BinaryRows(10 + dayColumns.length, standings.length * 280);
  for (const standing of standings) {
    const earlier = earlierText(standing);
    for (const stay of standing.stays) {
      rows.row().uuid(standing.personId).date(stay.from).date(dayOrNever(stay.until)).int32(stay.unitId).int16(standing.birthYear);
      rows.text(standing.residenceStatus).text(standing.excludedReason).text(standing.walkKey).text(standing.place).text(earlier);
      for (const day of standing.days) rows.date(dayOrNever(day));
    }
  }
  return rows;
}

const dayOrNever = (day: number) => (day === NEVER ? null : day);

/** Every standing, in order of the person's id; for recounts. `where` is trusted SQL. */
export async function* allStandings(sql: Queryable, where = "true"): AsyncGenerator<Standing> {
  const held = new Map<string, Standing>();
  let last: Standing | undefined;
  for await (const lines of copyOut(sql, `SELECT ${columns} FROM progress.standing WHERE ${where} ORDER BY person_id, stay_from`)) {
    for (const line of lines) {
      const row = line.split("\t").map(parseCopyField);
      const standing = addStay(held, row);
      if (last !== undefined && last !== standing) {
        held.delete(last.personId);
        yield last;
      }
      last = standing;
    }
  }
  if (last !== undefined) yield last;
}

/** People, in order of their id, who stay or stayed in a commune that has ended or that is not known. */
export async function peopleOfEndedUnits(tx: Tx, after: string, limit: number): Promise<string[]> {
  const rows = await tx`
    SELECT DISTINCT s.person_id FROM progress.standing s LEFT JOIN territory.unit u ON u.unit_id = s.unit_id
    WHERE s.person_id > ${after} AND (u.unit_id IS NULL OR u.valid_until IS NOT NULL) ORDER BY s.person_id LIMIT ${limit}`.values();
  return (rows as unknown as [string][]).map(([personId]) => personId);
}

/** The next people, in order of their id. */
export async function peopleAfter(tx: Tx, after: string, limit: number): Promise<string[]> {
  const rows = await tx`
    SELECT DISTINCT person_id FROM progress.standing WHERE person_id > ${after} ORDER BY person_id LIMIT ${limit}`.values();
  return (rows as unknown as [string][]).map(([personId]) => personId);
}

/** Standings of those born in a span of years and registered under a unit. */
export function cohortStandings(sql: Queryable, unitId: number, fromYear: number, toYear: number): AsyncGenerator<Standing> {
  const years = `birth_year BETWEEN ${Math.trunc(fromYear)} AND ${Math.trunc(toYear)}`;
  const within = `unit_id IN (SELECT unit_id FROM territory.ancestor WHERE ancestor_id = ${Math.trunc(unitId)})`;
  return allStandings(sql, `person_id IN (SELECT person_id FROM progress.standing WHERE ${years} AND ${within})`);
}

/** Standing of one person, or null. */
export async function standingOf(sql: Queryable, personId: string): Promise<Standing | null> {
  const rows = await sql`SELECT ${sql.unsafe(columns)} FROM progress.standing WHERE person_id = ${personId} ORDER BY stay_from`.values();
  const held = new Map<string, Standing>();
  for (const row of rows) addStay(held, row as (string | number | null)[]);
  return held.get(personId) ?? null;
}

/** Rows of standing: a few more than there are people. */
export async function countStandings(sql: Queryable): Promise<number> {
  const [row] = await sql`SELECT count(*) AS n FROM progress.standing`;
  return Number(row?.["n"]);
}
