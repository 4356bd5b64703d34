import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { type Facts, type LifeDeps, listCorrections, proposeCorrection, withdrawCorrection } from "@dinhdanh/population";
import { correctedFacts, type CorrectionChange, type CorrectionView, heldValue } from "@dinhdanh/population/contract";
import { z } from "zod";
import { type AttributeName, attributeNames, valueOfAttribute } from "./attributes.ts";
import { agrees, type Given, readDate } from "./compare-rules.ts";
import { type Agency, agencyActor, agencyOfficer } from "./deps.ts";
import { documentDataSchema, type identitySchema } from "./osia/schemas.ts";

type Identity = z.infer<typeof identitySchema>;

/** A correction that an agency proposes is an identity of the person beside their reference, CLAIMED until the commune chief decides. */
export const claimType = "DC02";

const sexes: Record<string, string> = { M: "male", F: "female" };
type Corrected = { field: CorrectionChange["field"]; write?: (given: string) => string | undefined };
/** What a correction may change (form DC02), by attribute; the rest of a person changes by an event. */
const corrected: Partial<Record<AttributeName, Corrected>> = {
  ...{ fullName: { field: "fullName" }, lastName: { field: "fullName" }, firstName: { field: "fullName" } },
  dateOfBirth: { field: "birthDate", write: readDate },
  gender: { field: "sex", write: (given) => sexes[given.toUpperCase()] },
  ...{ address: { field: "address" }, householdRelation: { field: "relation" }, placeOfOrigin: { field: "origin" } },
  formerIds: { field: "oldIds" },
  ...{ ethnicity: { field: "ethnicity" }, religion: { field: "religion" }, phoneNumber: { field: "phone" } },
  ...{ fatherUin: { field: "fatherPin" }, motherUin: { field: "motherPin" }, dateOfDeath: { field: "diedOn", write: readDate } },
};

/** The correction that would make the register say what is given; null takes a value away, but for name and sex. */
export function correctionOf(
  facts: Facts,
  given: Readonly<Record<string, Given | null>>,
  name: AttributeName,
): Outcome<CorrectionChange, "correction-elsewhere" | "never-deleted" | "value-not-possible"> {
  const row = corrected[name];
  if (row === undefined) return refuse("correction-elsewhere");
  const { field, write = (value: string) => value } = row;
  const from = heldValue(facts, field);
  if (given[name] === null) return field === "fullName" || field === "sex" ? refuse("never-deleted") : accept({ field, from, to: null });
  const to = write(field === "fullName" ? wholeName(facts, given) : String(given[name]).trim());
  const whole = field === "fullName" && to !== undefined ? valueOfAttribute({ ...facts, fullName: to }, name) : undefined;
  // parts beside a whole name must be its parts
  if (to === undefined || to === "" || (whole !== undefined && !agrees(name, whole, given[name] ?? "")))
    return refuse("value-not-possible");
  return accept({ field, from, to });
}

function wholeName(facts: Facts, given: Readonly<Record<string, Given | null>>): string {
  if (typeof given["fullName"] === "string") return given["fullName"].trim();
  const part = (name: "lastName" | "firstName") => String(given[name] ?? valueOfAttribute(facts, name) ?? "").trim();
  return `${part("lastName")} ${part("firstName")}`.trim();
}

export type ProposalRefusal =
  | PapersRefusal
  | "value-not-possible"
  | "nothing-differs"
  | "parents-contradict"
  | "already-exists"
  | "unavailable";
type PapersRefusal = "malformed" | "too-large" | "documents-by-reference";
export type Proposed = { agency: Agency; personId: string; transactionId: string; correctionId: string };

/** Proposes a correction in the agency's name. The same id with the same changes again answers what became of it; with others `already-exists`. */
export async function proposeClaim(
  life: LifeDeps,
  { agency, personId, transactionId, correctionId }: Proposed,
  changes: CorrectionChange[],
  documents: unknown,
): Promise<Outcome<CorrectionView, ProposalRefusal>> {
  const papers = papersOf(documents);
  if (!papers.ok) return papers;
  const evidence = [`OSIA ${agency.code} ${transactionId}`, ...papers.value].join("; ");
  if (evidence.length > 300) return refuse("too-large");
  const propose = (named: string) =>
    proposeCorrection(life, agencyActor(agency), personId, { correctionId, form: "DC02", changes, evidence: named });
  let proposed = await propose(evidence);
  if (!proposed.ok && proposed.refusal.code === "act-differs") {
    // sent again by another transaction, with the same papers: the one that came first is kept
    const first = (await ownCorrections(life, agency, personId)).find((one) => one.correctionId === correctionId)?.evidence ?? "";
    if (papersIn(first) === papersIn(evidence)) proposed = await propose(first);
  }
  if (proposed.ok) return proposed;
  switch (proposed.refusal.code) {
    case "value-malformed":
    case "before-birth":
      return refuse("value-not-possible");
    case "correction-empty":
      return refuse("nothing-differs");
    case "act-differs":
      return refuse("already-exists");
    case "value-stale":
      return refuse("unavailable");
    default:
      return refuse("parents-contradict");
  }
}

/** What follows the transaction. */
const papersIn = (evidence: string): string => evidence.split("; ").slice(1).join("; ");

/** How papers are named in a correction's evidence. The register keeps no scans of them: embedded ones are refused, not dropped. */
function papersOf(documents: unknown): Outcome<string[], PapersRefusal> {
  const read = z.array(documentDataSchema).optional().safeParse(documents);
  if (!read.success) return refuse(read.error.issues.every(({ code }) => code === "too_big") ? "too-large" : "malformed");
  const papers = read.data ?? [];
  if (papers.some(({ parts }) => parts.some((part) => part.data !== undefined))) return refuse("documents-by-reference");
  return accept(
    papers.map(({ documentType, documentTypeOther, instance, parts }) =>
      [documentType, documentTypeOther, instance, ...parts.map(({ dataRef }) => dataRef)].filter((one) => one !== undefined).join(" "),
    ),
  );
}

const statuses = { proposed: "CLAIMED", approved: "VALID", refused: "INVALID", withdrawn: "REVOKED" } as const;

/** What an agency has proposed about a person, as identities; those of other agencies and of officers are theirs. */
export async function claimsAbout(life: LifeDeps, agency: Agency, personId: string): Promise<Identity[]> {
  return (await ownCorrections(life, agency, personId)).map((one) => identityOf(agency, one));
}

async function ownCorrections(life: LifeDeps, agency: Agency, personId: string): Promise<CorrectionView[]> {
  const listed = await listCorrections(life, agencyActor(agency), { personId });
  if (!listed.ok) throw new Error(`agencies may read what they proposed: ${listed.refusal.code}`);
  return listed.value.filter(({ proposedBy }) => proposedBy === agencyOfficer(agency.code));
}

function identityOf(agency: Agency, { correctionId, state, changes, proposedAt, decidedAt }: CorrectionView): Identity {
  const after = Object.fromEntries(Object.entries(correctedFacts(changes)).map(([field, value]) => [field, value ?? undefined]));
  const facts = { fullName: "", sex: "unknown", residenceStatus: "present", ...after } as Facts;
  const names = attributeNames.filter((name) => agency.attributes.includes(name) && Object.hasOwn(after, corrected[name]?.field ?? ""));
  const said = names.map((name) => [name, valueOfAttribute(facts, name)]).filter(([, value]) => value !== undefined);
  return {
    ...{ identityId: correctionId, identityType: claimType, status: statuses[state] },
    ...{ createdDate: instant(proposedAt), updatedDate: instant(decidedAt ?? proposedAt) },
    biographicData: Object.fromEntries(said) as Record<string, string>,
  };
}
const instant = (text: string) => new Date(text).toISOString();

/** Takes a proposal back that nobody has decided; again changes nothing. */
export async function withdrawClaim(
  life: LifeDeps,
  { agency, personId, identityId }: { agency: Agency; personId: string; identityId: string },
): Promise<Outcome<null, "unknown-record" | "never-deleted">> {
  const withdrawn = await withdrawCorrection(life, agencyActor(agency), { personId, correctionId: identityId });
  if (withdrawn.ok) return withdrawn;
  return refuse(withdrawn.refusal.code === "correction-decided" ? "never-deleted" : "unknown-record");
}
