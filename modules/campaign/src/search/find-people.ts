import { normaliseName } from "@dinhdanh/vietnamese";
import type { Queryable } from "@dinhdanh/postgres";
import type { SearchMatch } from "../search-contract.ts";
import { bearersOf, bearersOfBegun, type Candidate, matching, namedOneOf, namedSo, numbersOf, type SoughtName } from "../store/search.ts";
import type { Lexicon } from "./lexicon.ts";
import { numbersNear } from "./one-edit.ts";
import { type Ranked, rankByName } from "./rank.ts";
import type { Asked } from "./read-query.ts";
import {
  allOf,
  anyOf,
  begunWords,
  lastBegun,
  mistypedWords,
  nameWords,
  otherOrders,
  otherSpellings,
  term,
  termsBeside,
  wholeWords,
} from "./terms.ts";

/** `brief`: the best by name are enough, for a count beside a list that is full. */
type Deps = { sql: Queryable; lexicon: Lexicon; brief?: boolean };
/** Somebody found, best first. The name is not read where the number decides. */
export type Hit = Pick<Ranked, "personId" | "match">;
/** How far a reading is stretched: as it stands, with every word only begun, or with one word mistyped. */
export const stretches = ["as-typed", "begun", "mistyped"] as const;
export type Stretch = (typeof stretches)[number];

const numberLength = 12;
/** A list that is full asks for no vaguer matches. */
const enough = 20;
/** Parents of a name whose children are looked for. */
const mostParents = 300;

/**
 * Everybody whom a reading may mean, best first, at most some hundred.
 * @param within text search query of the units to stay in, or null
 */
export async function findPeople(deps: Deps, asked: Asked, stretch: Stretch, within: string | null): Promise<Hit[]> {
  if (asked.number !== null) return stretch === "begun" ? [] : byNumber(deps, asked, stretch, within);
  const words = nameWords(asked);
  if (asked.name !== "" && words.length === 0) return [];
  const beside = await besideName(deps, asked);
  if (beside === null) return [];
  const terms = within === null ? beside : [...beside, within];
  if (words.length === 0) {
    if (stretch !== "as-typed" || terms.length === 0 || (beside.length === 0 && asked.place === null)) return [];
    const found = await matching(deps.sql, allOf(terms), { text: "", key: "", accented: [] });
    return found.map(({ personId }) => ({ personId, match: matchBeside(asked) }));
  }
  const name = soughtName(asked.name, words);
  if (stretch === "as-typed") return rankByName(await byWords(deps, name, words, { beside, within }), asked.name, deps.lexicon);
  return rankByName(await byStretch(deps, name, words, { beside, within, stretch }), asked.name, deps.lexicon);
}

async function byNumber({ sql }: Deps, { number, phone }: Asked, stretch: Stretch, within: string | null): Promise<Hit[]> {
  const digits = number ?? "";
  const as =
    (match: SearchMatch) =>
    (personId: string): Hit => ({ personId, match });
  if (stretch === "mistyped") return (await bearersOf(sql, numbersNear(digits, numberLength))).map(as("typo"));
  const bearers = digits.length < numberLength ? await bearersOfBegun(sql, digits) : await bearersOf(sql, [digits]);
  // whose number it is decides; of a number that nobody bears, the children are left
  if (phone === null && (bearers.length > 0 || digits.length < numberLength)) return bearers.map(as("number"));
  const wanted = phone === null ? term("k", digits) : term("f", phone);
  const others = await matching(sql, within === null ? wanted : allOf([wanted, within]), { text: "", key: "", accented: [] });
  return [...others.map(({ personId }) => as(phone === null ? "parent" : "phone")(personId)), ...bearers.map(as("number"))];
}

/** What is asked beside the name and the place; null when nobody can be meant. */
async function besideName({ sql }: Deps, asked: Asked): Promise<string[] | null> {
  const terms = termsBeside(asked);
  if (asked.parent === null) return terms;
  if (/^\d+$/.test(asked.parent)) return [...terms, term("k", asked.parent)];
  const words = nameWords({ ...asked, name: asked.parent });
  if (words.length === 0) return null;
  const name = soughtName(asked.parent, words);
  const parents = [...(await namedSo(sql, name, null)), ...(await matching(sql, wholeWords(words), name))];
  const numbers = await numbersOf(sql, [...new Set(parents.map(({ personId }) => personId))].slice(0, mostParents));
  return numbers.length === 0 ? null : [...terms, anyOf(numbers.map((number) => term("k", number)))];
}

/** First by the index of names, then by words in any order, as long as there is room. */
async function byWords(
  { sql, brief = false }: Deps,
  name: SoughtName,
  words: readonly string[],
  { beside, within }: { beside: readonly string[]; within: string | null },
): Promise<Candidate[]> {
  const found = new Map<string, Candidate>();
  const add = (some: readonly Candidate[]) => {
    for (const one of some) if (!found.has(one.personId)) found.set(one.personId, one);
  };
  const terms = within === null ? beside : [...beside, within];
  if (beside.length === 0) add(await namedSo(sql, name, within));
  // of common words in another order the index of words would read half a million people
  if (beside.length === 0 && found.size < enough && words.length > 1) add(await namedOneOf(sql, otherOrders(words), name, within));
  // of "anh an" the last word, begun, is met by everybody called Anh: those who are called both come first
  if (found.size < enough && isNested(words)) add(await matching(sql, allOf([wholeWords(words), ...terms]), name));
  if (found.size < enough && (!brief || beside.length > 0)) add(await matching(sql, allOf([lastBegun(words), ...terms]), name));
  return [...found.values()].filter(({ nameKey }) => holdsAll(nameKey, words));
}

/** Whether the last word begins another one. */
const isNested = (words: readonly string[]): boolean => words.slice(0, -1).some((word) => word.startsWith(words.at(-1) ?? ""));

/** Each word begins a word of its own: "an an" is nobody called An once. */
function holdsAll(nameKey: string, words: readonly string[]): boolean {
  const left = nameKey.split(" ");
  for (const word of words.toSorted((a, b) => b.length - a.length)) {
    const exactly = left.indexOf(word);
    const at = exactly >= 0 ? exactly : left.findIndex((theirs) => theirs.startsWith(word));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return true;
}

/** Words that are only begun read a third of the index: not when each is a whole word already, which was looked for. */
async function byStretch(
  { sql, lexicon }: Deps,
  name: SoughtName,
  words: readonly string[],
  { beside, within, stretch }: { beside: readonly string[]; within: string | null; stretch: Stretch },
): Promise<Candidate[]> {
  const terms = within === null ? beside : [...beside, within];
  if (stretch === "begun") {
    if (words.every(lexicon.whole) || !words.every(lexicon.known)) return [];
    const found = await matching(sql, allOf([begunWords(words), ...terms]), name);
    return found.filter(({ nameKey }) => holdsAll(nameKey, words));
  }
  const respelt = beside.length > 0 ? [] : await namedOneOf(sql, otherSpellings(words, lexicon), name, within);
  if (respelt.length > 0) return respelt;
  const mistyped = mistypedWords(words, lexicon);
  return mistyped === null ? [] : matching(sql, allOf([mistyped, ...terms]), name);
}

function soughtName(typed: string, words: readonly string[]): SoughtName {
  const text = normaliseName(typed).toLowerCase();
  return { text, key: words.join(" "), accented: text.split(" ").filter((word) => !words.includes(word)) };
}

function matchBeside({ oldNumber, phone, household, parent, born }: Asked): SearchMatch {
  if (oldNumber !== null) return "old-number";
  if (phone !== null) return "phone";
  if (household !== null) return "household";
  if (parent !== null) return "parent";
  return born === null ? "place" : "birth";
}
