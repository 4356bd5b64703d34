import * as campaign from "@dinhdanh/campaign";
import * as dossiers from "@dinhdanh/dossiers";
import { type Actor, calendarDay, dayOf, type Locale } from "@dinhdanh/kernel";
import type { Facts } from "@dinhdanh/population";
import { unitsOfResidence } from "@dinhdanh/progress";
import { officerNames } from "@dinhdanh/staff";
import { Problem, valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

export const slips = ["collection", "appointment", "refusal"] as const;
export type Slip = (typeof slips)[number];

/** Given on the screen: the strokes, and when. */
export type DrawnSignature = { strokes: readonly dossiers.Stroke[]; at: string };

/** What papers are written from. `portrait`, the JPEG, and `signatures` for the collection slip. */
export type SlipData = {
  dossier: dossiers.DossierView;
  facts: Facts;
  /** with the units that it lies in */
  residence: string;
  /** who collected: of each a line with the name, and one with the code by which the register knows them */
  officers: string;
  day: string;
  portrait: Buffer | null;
  signatures: Partial<Record<dossiers.Signer, DrawnSignature>>;
  locale: Locale;
};

const purpose = "campaign";

/** Whether the paper can be written now: an appointment when it was made and a card may come, a refusal when there was one. */
function refusalOf(slip: Slip, dossier: dossiers.DossierView): Problem | undefined {
  const { state } = dossier;
  if (slip === "refusal") return state === "refused" ? undefined : new Problem(`dossier-${state}`);
  if (state === "refused" || state === "withdrawn" || state === "card-revoked") return new Problem(`dossier-${state}`);
  const lacks = slip === "appointment" && !dossier.steps.some(({ step }) => step === "delivery");
  return lacks ? new Problem("dossier-incomplete", { missing: "delivery" }) : undefined;
}

/** Reads a dossier for its papers; the reads are logged. @throws {Problem} */
export async function slipData(
  register: Register,
  actor: Actor,
  asked: { dossierId: string; slip: Slip; locale: Locale },
): Promise<SlipData> {
  const { dossierId, slip, locale } = asked;
  const dossier = valueOf(await dossiers.viewDossier(register.dossiers, actor, { dossierId, purpose }));
  const refusal = refusalOf(slip, dossier);
  if (refusal !== undefined) throw refusal;
  const day = dayOf(calendarDay(Date.parse(dossier.occurredAt)));
  const person = valueOf(await campaign.personView(register, actor, dossier.personId, { day, purpose }));
  const imageOf = async (slot: dossiers.CaptureSlot) =>
    valueOf(await dossiers.viewCapture(register.dossiers, actor, { dossierId, slot, purpose })).bytes;
  const isCollection = slip === "collection";
  const portrait = isCollection && dossier.captures.some((capture) => capture.slot === "portrait") ? await imageOf("portrait") : null;
  const signatures: SlipData["signatures"] = {};
  for (const signer of dossiers.signers) {
    const given = isCollection ? dossier.captures.find((capture) => capture.slot === dossiers.signatureSlot(signer)) : undefined;
    if (given === undefined || dossiers.signedWay(dossier, signer) !== "screen") continue;
    const strokes = dossiers.readSignature((await imageOf(given.slot)).toString("latin1"));
    if (strokes !== undefined) signatures[signer] = { strokes, at: given.savedAt };
  }
  const units = await unitsOfResidence(register.sql, dossier.personId, day);
  const residence = [person.facts.address, ...units.map(({ name }) => name)].filter(Boolean).join(", ");
  const names = await officerNames(register.sql, dossier.collectors);
  const officers = dossier.collectors.map((code) => (names.has(code) ? `${names.get(code)}\n${code}` : code)).join("\n");
  return { dossier, facts: person.facts, residence, officers, day, portrait, signatures, locale };
}
