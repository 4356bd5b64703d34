import type { PersonView } from "@dinhdanh/campaign/contract";
import { eligibilityOf, type Eligibility, type StepKey, stepKeys } from "@dinhdanh/dossiers/contract";

export type Eligible = Extract<Eligibility, { eligible: true }>;

export const eligibilityFor = ({ facts }: PersonView, day: string): Eligibility =>
  eligibilityOf({ birthDate: facts.birthDate ?? null, diedOn: facts.diedOn ?? null, nationality: facts.nationality }, day);

/** Of a child too young for biometrics none are taken (Law on Identification 2023, art. 23). */
export const stepsFor = ({ biometrics }: Eligible): readonly StepKey[] =>
  stepKeys.filter((step) => biometrics || (step !== "portrait" && step !== "fingerprints"));
