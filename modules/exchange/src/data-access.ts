import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { type Facts, factsOf, personIdByPin } from "@dinhdanh/population";
import { type AttributeName, isAttribute, valueOfAttribute } from "./attributes.ts";
import { agrees, type Given } from "./compare-rules.ts";
import type { Agency, ExchangeDeps } from "./deps.ts";
import type { OsiaRefusal } from "./osia/refusals.ts";
import { checkNames, type Expression, type Found, holdsFor, type NameRefusal, queryPersons } from "./query-persons.ts";
import { noteReads } from "./read-log.ts";

/** A value, or why there is none. */
export type Answered = Record<string, string | { refusal: OsiaRefusal }>;

/** What the agency may know of the attributes that it names. */
function answerAttributes(agency: Agency, facts: Facts, names: readonly string[]): Answered {
  return Object.fromEntries(names.map((name) => [name, answerOne(agency, facts, name)]));
}

function answerOne(agency: Agency, facts: Facts, name: string): Answered[string] {
  if (!isAttribute(name)) return { refusal: "unknown-attribute" };
  if (!agency.attributes.includes(name)) return { refusal: "attribute-not-permitted" };
  return valueOfAttribute(facts, name) ?? { refusal: "no-value" };
}

/** dataaccess, queryPersonList: everyone to whom the attributes apply. Without names, their numbers. Those shown are noted as read. */
export async function queryPersonList(
  deps: ExchangeDeps,
  agency: Agency,
  query: { attributes: Record<string, string>; names: readonly string[]; offset: number; limit: number },
): Promise<Outcome<string[] | Answered[], NameRefusal | "too-broad" | "too-many-found" | "nobody-found">> {
  const expressions = Object.entries(query.attributes).map(([attributeName, value]): Expression => ({
    attributeName,
    operator: "=",
    value,
  }));
  const { names } = query;
  if (names.length === 0 && !agency.attributes.includes("uin")) return refuse("attribute-not-permitted");
  if (names.some((name) => !isAttribute(name))) return refuse("unknown-attribute");
  const found = await queryPersons(deps, agency, expressions);
  if (!found.ok) return found;
  // who was taken up in another record is found by that; a list of numbers says nothing of who has none
  const people = found.value.filter(({ personId, identityId }) => personId === identityId);
  const listed = names.length > 0 ? people : people.filter(({ facts }) => facts.pin !== undefined);
  const page = listed.slice(query.offset, query.offset + query.limit);
  if (page.length === 0) return refuse("nobody-found");
  await noteReads(deps, agency, "queryPersonList", idsOf(page));
  if (names.length === 0) return accept(page.map(({ facts }) => facts.pin ?? ""));
  return accept(page.map(({ facts }) => answerAttributes(agency, facts, names)));
}

const idsOf = (found: readonly Found[]) => found.map(({ personId }) => personId);

/** The person with a number, noted as read. */
async function readByUin(deps: ExchangeDeps, agency: Agency, uin: string, view: string): Promise<Facts | undefined> {
  if (!/^\d{12}$/.test(uin)) return undefined;
  const personId = await personIdByPin(deps.sql, uin);
  const facts = personId === null ? null : await factsOf(deps.sql, personId);
  if (personId === null || facts === null) return undefined;
  await noteReads(deps, agency, view, [personId]);
  return facts;
}

/** dataaccess, readPersonAttributes: each attribute's value, or why there is none. Refused as a whole when the agreement names none of them. */
export async function readPersonAttributes(
  deps: ExchangeDeps,
  agency: Agency,
  uin: string,
  names: readonly string[],
): Promise<Outcome<Answered, "attribute-not-permitted" | "unknown-person">> {
  if (!names.some((name) => agency.attributes.includes(name) || !isAttribute(name))) return refuse("attribute-not-permitted");
  const facts = await readByUin(deps, agency, uin, "readPersonAttributes");
  return facts === undefined ? refuse("unknown-person") : accept(answerAttributes(agency, facts, names));
}

/** Attributes that do not match: 0 there is no such attribute or value, 1 another value. */
export type Mismatch = { attributeName: string; errorCode: 0 | 1 };

/** dataaccess, matchPersonAttributes. An empty list means that all match. */
export async function matchPersonAttributes(
  deps: ExchangeDeps,
  agency: Agency,
  uin: string,
  attributes: Record<string, Given>,
): Promise<Outcome<Mismatch[], "attribute-not-permitted" | "unknown-person">> {
  const names = Object.keys(attributes);
  if (names.some((name) => isAttribute(name) && !agency.attributes.includes(name))) return refuse("attribute-not-permitted");
  const facts = await readByUin(deps, agency, uin, "matchPersonAttributes");
  if (facts === undefined) return refuse("unknown-person");
  return accept(names.flatMap((name) => mismatch(facts, name, attributes[name] ?? "")));
}

function mismatch(facts: Facts, attributeName: string, given: Given): Mismatch[] {
  const held = isAttribute(attributeName) ? valueOfAttribute(facts, attributeName) : undefined;
  if (held === undefined) return [{ attributeName, errorCode: 0 }];
  return agrees(attributeName as AttributeName, held, given) ? [] : [{ attributeName, errorCode: 1 }];
}

/** dataaccess, verifyPersonAttributes: whether all expressions hold for certain. */
export async function verifyPersonAttributes(
  deps: ExchangeDeps,
  agency: Agency,
  uin: string,
  expressions: readonly Expression[],
): Promise<Outcome<boolean, NameRefusal | "unknown-person">> {
  const checked = checkNames(agency, expressions);
  if (!checked.ok) return checked;
  const facts = await readByUin(deps, agency, uin, "verifyPersonAttributes");
  return facts === undefined ? refuse("unknown-person") : accept(expressions.every((one) => holdsFor(facts, one)));
}

/** What a confirmation of residence says (form CT07, Circular 66/2023/TT-BCA), in its order. */
const onConfirmation = [
  ...(["fullName", "dateOfBirth", "gender", "uin", "ethnicity", "placeOfOrigin"] as const),
  ...(["residenceUnit", "address", "householdRelation"] as const),
] satisfies AttributeName[];
export type Confirmation = Partial<Record<(typeof onConfirmation)[number], string>>;

/**
 * dataaccess, readDocument: what the paper says of the person as far as the agreement goes; noted as read. The register writes one kind of paper,
 * `residence`, as PDF: it holds no certificates, and none about two people.
 */
export async function readDocument(
  deps: ExchangeDeps,
  agency: Agency,
  asked: { uin: string; doctype: string; format: string; secondaryUin?: string | undefined },
): Promise<Outcome<Confirmation, "no-document" | "unsupported-format" | "attribute-not-permitted" | "unknown-person">> {
  if (asked.doctype !== "residence" || asked.secondaryUin !== undefined) return refuse("no-document");
  if (asked.format !== "pdf") return refuse("unsupported-format");
  if (!agency.attributes.includes("residenceUnit")) return refuse("attribute-not-permitted");
  const facts = await readByUin(deps, agency, asked.uin, "readDocument");
  if (facts === undefined) return refuse("unknown-person");
  if (facts.permanentUnit === undefined) return refuse("no-document");
  const said = onConfirmation.filter((name) => agency.attributes.includes(name)).map((name) => [name, valueOfAttribute(facts, name)]);
  return accept(Object.fromEntries(said) as Confirmation);
}
