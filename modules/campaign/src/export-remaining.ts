import type { Writable } from "node:stream";
import { type Actor, type Locale, newId } from "@dinhdanh/kernel";
import { logReads } from "@dinhdanh/ledger";
import type { Purpose } from "@dinhdanh/population";
import type { Sql } from "@dinhdanh/postgres";
import { formatCount, formatDate, nameMatcher } from "@dinhdanh/vietnamese";
import { sheetTexts } from "./export-sheet.ts";
import type { SheetHead } from "./export-workbook.ts";
import type { PeopleDeps } from "./people-deps.ts";
import { chosenRuns, countRemaining, openRemaining, partOf, type RemainingList, type RemainingQuery, toPerson } from "./remaining-list.ts";
import { searchWords } from "./store/people-scope.ts";
import { remainingBatches, remainingMatches, type RemainingRow } from "./store/remaining.ts";

export type ExportDeps = PeopleDeps & { sql: Sql };

export type ExportSettings = {
  locale: Locale;
  /** the people are simulated: says so in the sheet and on every printed page */
  simulated?: boolean;
  /** when stated, everybody's read is logged as `export` before their row is sent */
  purpose?: Purpose;
};

/**
 * The list of {@link remaining} with its filters, all pages of it, as an XLSX workbook written to `stream` as it is read. Memory does not
 * grow with the list. Every cell but the running number is text: phones keep their zeros and nothing is a formula.
 * @param presentation the language alone, or with more
 * @returns how many people it holds
 * @throws when the reader leaves before the end
 */
export async function exportRemaining(
  deps: ExportDeps,
  actor: Actor,
  query: RemainingQuery,
  presentation: Locale | ExportSettings,
  stream: Writable,
): Promise<{ people: number }> {
  const settings = typeof presentation === "string" ? { locale: presentation } : presentation;
  // one snapshot: the number in the title is the number of rows
  return deps.sql.begin("ISOLATION LEVEL REPEATABLE READ READ ONLY", async (tx) => {
    const opened = await openRemaining({ ...deps, sql: tx }, actor, query);
    const list = opened === null ? null : await countRemaining({ ...deps, sql: tx }, opened);
    const part = list === null ? null : partOf(chosenRuns(list, query), query);
    const words = wordsOf(query);
    const people =
      list === null || part === null || words === null
        ? 0
        : await countPeople({ ...deps, sql: tx }, list, part, { search: query.search, words });
    // loaded when the first workbook is asked for: the library takes 0.2 s and 35 MB
    const { PeopleWorkbook } = await import("./export-workbook.ts");
    const workbook = new PeopleWorkbook(stream, headOf(list, query, settings, people), deps.clock.nowMs());
    if (people > 0 && list !== null && part !== null && words !== null) {
      const matches = nameMatcher(query.search ?? "");
      for await (const rows of remainingBatches(tx, list.scope, part, words)) {
        const kept = rows.filter((row) => matches(row.fullName));
        await logExport(deps, actor, settings, kept);
        await workbook.add(kept.map((row) => toPerson(row, list, deps)));
      }
    }
    await workbook.finish();
    return { people };
  });
}

/** No words: everybody. Null: nobody can match. */
const wordsOf = ({ search }: RemainingQuery) => (search === undefined || search.trim() === "" ? [] : searchWords(search));

async function countPeople(
  { sql }: PeopleDeps,
  list: RemainingList,
  part: ReturnType<typeof partOf>,
  { search, words }: { search: string | undefined; words: string[] },
): Promise<number> {
  if (part.runs.length === 0) return 0;
  if (search === undefined || words.length === 0) return part.runs.reduce((sum, run) => sum + run.n, 0);
  const { matching } = await remainingMatches(sql, list.scope, part, { search, words, offset: 0, limit: 0 });
  return matching;
}

function headOf(list: RemainingList | null, query: RemainingQuery, { locale, simulated }: ExportSettings, people: number): SheetHead {
  const lines = [
    sheetTexts.title[locale],
    `${sheetTexts.unit[locale]}: ${list?.unitName ?? ""} (${query.unit})`,
    `${sheetTexts.asOf[locale]}: ${formatDate(query.asOf, locale)}`,
    `${sheetTexts.count[locale]}: ${formatCount(people, locale)}`,
  ];
  return { lines, locale, simulated: simulated ?? false };
}

/** Outside the snapshot: what was sent stays logged whatever becomes of the rest. */
async function logExport(
  { sql, clock }: ExportDeps,
  actor: Actor,
  { purpose }: ExportSettings,
  rows: readonly RemainingRow[],
): Promise<void> {
  if (purpose === undefined) return;
  const readAt = new Date(clock.nowMs()).toISOString();
  const reads = rows.map(({ personId }) => ({ personId, readId: newId(), officer: actor.code, purpose, view: "export", readAt }));
  await logReads(sql, reads);
}
