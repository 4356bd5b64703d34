import { type LifeRefusal, lifeRefusals, type NumberRefusal, numberRefusals } from "@dinhdanh/population";
import { type ProblemEntry, problemOf } from "./entry.ts";

const numberStatuses: Record<NumberRefusal, number> = {
  ...({
    "unknown-province": 422,
    "birth-year-in-future": 422,
    "bucket-full": 409,
    "number-key-differs": 503,
    "request-differs": 409,
  } as const),
  ...({ "unknown-reserve": 404, "number-not-reserved": 409, "number-in-use": 409, "number-malformed": 400 } as const),
};

/** Refusals of events and corrections that other rooms have, too, and have given words to. */
type Shared = "deceased" | "act-differs" | "four-eyes" | "reason-missing";
type Own = Exclude<LifeRefusal, Shared>;

/** What is not here contradicts what the register holds. */
const lifeStatuses: Partial<Record<Own, number>> = {
  ...({ "correction-not-found": 404, "fact-missing": 400, "fact-unexpected": 400, "value-malformed": 400, "since-missing": 400 } as const),
  ...({
    "value-stale": 409,
    "correction-decided": 409,
    "person-exists": 409,
    "may-be-known": 409,
    "household-taken": 409,
    "number-borne": 409,
  } as const),
};

const isOwn = (code: string): code is Own => !["deceased", "act-differs", "four-eyes", "reason-missing"].includes(code);

const entries = [
  ...Object.entries(numberStatuses).map(([code, status]) => [code, problemOf(status, numberRefusals[code as NumberRefusal])] as const),
  ...Object.keys(lifeRefusals)
    .filter(isOwn)
    .map((code) => [code, problemOf(lifeStatuses[code] ?? 422, lifeRefusals[code])] as const),
];

export const populationProblems = Object.fromEntries(entries) as Record<NumberRefusal | Own, ProblemEntry>;
