import { type Facts, factsOf } from "@dinhdanh/population";
import type { Queryable } from "@dinhdanh/postgres";
import { contentOf } from "./check-case.ts";
import { needsBiometrics } from "./checks-of-person-rules.ts";
import { type DossierKind, type Finger, fingerOfSlot, type MissingFinger, type StepContent } from "./contract.ts";
import type { Print } from "./ports.ts";
import { capturesOf, type CaptureImage, imagesOf, printsOf, stepsOf } from "./store/contents.ts";
import { dossiersOf } from "./store/dossiers.ts";

/** What a card is made of. */
export type ApprovedContent = {
  personId: string;
  dossierId: string;
  kind: DossierKind;
  /** what the register holds: a dossier is approved when that is what it declares */
  facts: Facts;
  features: string;
  /** whether the law wants biometrics of the person (not of a child under 6) */
  biometrics: boolean;
  /** null where none was taken */
  portrait: CaptureImage | null;
  fingerprints: Print[];
  missingFingers: { finger: Finger; reason: MissingFinger }[];
  /** `yyyy-mm-dd` */
  approvedOn: string;
  /** code of the unit that collected: the card goes there */
  unit: string;
  unitId: number;
  delivery: Pick<StepContent<"delivery">, "way" | "address">;
};

/** Everything that the card of an approved dossier needs. @returns undefined when the dossier is not approved */
export async function approvedContent(sql: Queryable, personId: string, dossierId: string): Promise<ApprovedContent | undefined> {
  const dossier = (await dossiersOf(sql, personId)).find((one) => one.dossierId === dossierId);
  const facts = await factsOf(sql, personId);
  if (dossier === undefined || dossier.approvedOn === null || facts === null) return undefined;
  const steps = await stepsOf(sql, dossier);
  const images = await imagesOf(sql, dossier);
  const captures = await capturesOf(sql, dossier);
  const { way = "counter", address } = contentOf({ steps }, "delivery") ?? {};
  return {
    ...{ personId, dossierId, kind: dossier.kind, approvedOn: dossier.approvedOn, unit: dossier.unit, unitId: dossier.unitId },
    facts,
    biometrics: needsBiometrics({ facts, dossier }),
    features: contentOf({ steps }, "features")?.features ?? "",
    portrait: images.find((image) => image.slot === "portrait") ?? null,
    fingerprints: printsOf(images),
    missingFingers: captures.flatMap(({ slot, missing }) => {
      const finger = fingerOfSlot(slot);
      return missing === null || finger === undefined ? [] : [{ finger, reason: missing }];
    }),
    delivery: address === undefined ? { way } : { way, address },
  };
}
