import { type ExchangeRefusalCode, exchangeRefusals } from "@dinhdanh/exchange";
import { problemOf } from "./halves.ts";
import type { ProblemEntry } from "./table.ts";

const statuses: Record<ExchangeRefusalCode, number> = { "agency-code-taken": 409, "unknown-agency": 404, "agency-already-disabled": 409 };

/** Refusals of what officers do with agencies; agencies themselves are answered as OSIA says. */
export const exchangeProblems = Object.fromEntries(
  Object.entries(statuses).map(([code, status]) => [code, problemOf(status, exchangeRefusals[code as ExchangeRefusalCode])]),
) as Record<ExchangeRefusalCode, ProblemEntry>;
