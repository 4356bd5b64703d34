import { refuse, type Refusal } from "@dinhdanh/kernel/contract";
import { type DossierKind, type Eligibility, eligibilityOf, feeOf, fingers, fits, type Held, isSigned } from "./contract.ts";
import type { DossierRefusal, StepContent, StepKey } from "./contract.ts";

/** What a dossier holds when it is to be submitted. */
export type Submission = Held & {
  kind: DossierKind;
  /** on which the citizen was served, `yyyy-mm-dd` */
  day: string;
  birthDate: string | null;
  diedOn: string | null;
  /** three letters; null is Vietnamese */
  nationality: string | null;
};

/** Why it cannot be submitted, in the order in which it is checked; undefined when nothing is in the way. */
export function submissionRefusal(submission: Submission): Refusal<DossierRefusal> | undefined {
  const eligibility = eligibilityOf(submission, submission.day);
  if (!eligibility.eligible) return refuse(eligibility.reason, { from: eligibility.from ?? "" }).refusal;
  const missing = missingParts(submission, eligibility);
  if (missing.length > 0) return refuse("dossier-incomplete", { missing: missing.join(", ") }).refusal;
  const kind = contentOf(submission, "kind");
  if (!fits(submission.kind, kind.circumstance)) return refuse("circumstance-unfit").refusal;
  const { exemption, paidVnd } = contentOf(submission, "fee");
  const fee = feeOf(submission.kind, { circumstance: kind.circumstance, exemption }, submission.day);
  return paidVnd === fee.amountVnd ? undefined : refuse("fee-differs", { amountVnd: fee.amountVnd }).refusal;
}

/** Content that its schema has checked when it was saved. */
const contentOf = <Key extends StepKey>({ steps }: Submission, key: Key) =>
  steps.find((one) => one.step === key)?.content as StepContent<Key>;

const always: readonly StepKey[] = ["kind", "features", "fee", "signatures", "delivery"];

/** Steps and captures that are still to come, by their keys. */
function missingParts(submission: Submission, eligibility: Eligibility & { eligible: true }): string[] {
  const known = new Set<string>(submission.steps.map((one) => one.step));
  const steps = [...always, ...(eligibility.biometrics ? (["portrait", "fingerprints"] as const) : [])].filter((step) => !known.has(step));
  const slots = ["portrait", ...fingers.map((finger) => `finger-${finger}`)].filter(
    (slot) => !submission.captures.some((one) => one.slot === slot),
  );
  const signed = isSigned(submission) ? [] : ["signatures"];
  const guardian = eligibility.throughGuardian && known.has("kind") && contentOf(submission, "kind").throughGuardian === undefined;
  return [...new Set([...steps, ...(eligibility.biometrics ? slots : []), ...signed, ...(guardian ? ["throughGuardian"] : [])])];
}
