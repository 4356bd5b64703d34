import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { type Facts, factsOf, personIdByPin } from "@dinhdanh/population";
import { type AttributeName, isAttribute, valueOfAttribute } from "./attributes.ts";
import { bare, type Given, holds, isOrdered, type Operator, readDate } from "./compare-rules.ts";
import type { Agency, ExchangeDeps } from "./deps.ts";
import { type Recorded, recordsByNameAndBirth } from "./store/people.ts";

export type Expression = { attributeName: string; operator: Operator; value: Given };
/** `identityId`: the record; that of the person themselves, or one that was taken up in it. */
export type Found = { personId: string; identityId: string; facts: Facts };

/** People of one name and birth date beyond which a query says nothing. */
const mostCandidates = 1000;

export type NameRefusal = "unknown-attribute" | "attribute-not-permitted" | "operator-not-possible";

/** Whether every attribute exists, the agreement names it, and the operator suits it. */
export function checkNames(
  agency: Agency,
  expressions: readonly Pick<Expression, "attributeName" | "operator">[],
): Outcome<null, NameRefusal> {
  for (const { attributeName, operator } of expressions) {
    if (!isAttribute(attributeName)) return refuse("unknown-attribute");
    if (!agency.attributes.includes(attributeName)) return refuse("attribute-not-permitted");
    if (operator !== "=" && operator !== "!=" && !isOrdered(attributeName)) return refuse("operator-not-possible");
  }
  return accept(null);
}

/** Whether an expression holds for certain; what the register does not know does not. */
export function holdsFor(facts: Facts, { attributeName, operator, value }: Expression): boolean {
  const held = valueOfAttribute(facts, attributeName as AttributeName);
  return held !== undefined && holds(attributeName as AttributeName, held, operator, value);
}

/**
 * Every record to which all expressions apply, in order of id. A number, or a name with a birth date, must be among them: an agency looks for
 * people whom it deals with, it does not trawl (domain rules, section 8).
 */
export async function queryPersons(
  deps: ExchangeDeps,
  agency: Agency,
  expressions: readonly Expression[],
): Promise<Outcome<Found[], NameRefusal | "too-broad" | "too-many-found">> {
  const checked = checkNames(agency, expressions);
  if (!checked.ok) return checked;
  const records = await candidates(deps, expressions);
  if (records === undefined) return refuse("too-broad");
  if (records.length > mostCandidates) return refuse("too-many-found");
  const found: Found[] = [];
  for (const record of records) {
    const facts = await factsOf(deps.sql, record.identityId);
    if (facts !== null && expressions.every((one) => holdsFor(facts, one))) found.push({ ...record, facts });
  }
  return accept(found);
}

/** @returns undefined when the expressions name nobody in particular */
async function candidates({ sql }: ExchangeDeps, expressions: readonly Expression[]): Promise<Recorded[] | undefined> {
  const equal = (name: AttributeName) => expressions.find((one) => one.attributeName === name && one.operator === "=")?.value;
  const uin = equal("uin");
  if (uin !== undefined) {
    const personId = await personIdByPin(sql, plain(uin));
    return personId === null ? [] : [{ personId, identityId: personId }];
  }
  const [name, born] = [equal("fullName"), equal("dateOfBirth")];
  const bareName = bare(plain(name ?? ""));
  if (born === undefined || bareName === "") return undefined;
  const birthDate = readDate(plain(born));
  return birthDate === undefined ? [] : recordsByNameAndBirth(sql, { bareName, birthDate, most: mostCandidates + 1 });
}

/** PostgreSQL takes no NUL. */
const plain = (value: Given) => String(value).trim().replaceAll("\0", "");
