import { dossierRefusals, type DossierRefusal } from "@dinhdanh/dossiers";
import { type ProblemEntry, problemOf } from "./entry.ts";

/** Refusals of the dossiers that other rooms have, too, and have given words to. */
type Shared = "not-permitted" | "outside-territory" | "person-not-found" | "unit-not-found";
type Own = Exclude<DossierRefusal, Shared>;

const statuses: Record<Own, number> = {
  ...({ "dossier-not-found": 404, "capture-not-found": 404, "batch-not-found": 404 } as const),
  ...({ "dossier-draft": 409, "dossier-submitted": 409, "dossier-clean": 409, "dossier-flagged": 409, "dossier-on-hold": 409 } as const),
  ...({ "dossier-returned": 409, "dossier-refused": 409, "dossier-withdrawn": 409, "dossier-approved": 409 } as const),
  ...({ "dossier-in-production": 409, "dossier-printed": 409, "dossier-ready": 409, "dossier-undelivered": 409 } as const),
  ...({
    "dossier-handed-over": 409,
    "dossier-card-revoked": 409,
    "record-merged": 409,
    "act-differs": 409,
    "dossier-differs": 409,
    "batch-differs": 409,
    "version-stale": 409,
    "changes-waiting": 409,
    "changes-refused": 409,
    "changes-refused-again": 409,
  } as const),
  ...({
    "four-eyes": 403,
    "reason-missing": 400,
    "steps-missing": 400,
    "step-invalid": 400,
    "time-in-future": 400,
    "check-not-failed": 409,
  } as const),
  ...({
    "dossier-incomplete": 422,
    "fee-differs": 422,
    "circumstance-unfit": 422,
    "too-young": 422,
    deceased: 422,
    "not-vietnamese": 422,
  } as const),
  ...({ "portrait-broken": 422, "portrait-has-script": 422, "portrait-trailing-bytes": 422, "portrait-size": 422 } as const),
  ...({
    "birth-unknown": 422,
    "capture-too-large": 413,
    "capture-type": 415,
    "signature-invalid": 422,
    "portrait-too-large": 413,
    "portrait-not-jpeg": 415,
  } as const),
};

export const dossierProblems = Object.fromEntries(
  Object.keys(statuses).map((code) => [code, problemOf(statuses[code as Own], dossierRefusals[code as Own])]),
) as Record<Own, ProblemEntry>;
