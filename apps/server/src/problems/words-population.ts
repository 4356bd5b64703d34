import { type NumberRefusal, numberRefusals } from "@dinhdanh/population";
import { problemOf } from "./halves.ts";
import type { ProblemEntry } from "./table.ts";

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

export const populationProblems = Object.fromEntries(
  Object.entries(numberStatuses).map(([code, status]) => [code, problemOf(status, numberRefusals[code as NumberRefusal])]),
) as Record<NumberRefusal, ProblemEntry>;
