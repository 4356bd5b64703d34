import { type ExchangeRefusalCode, exchangeRefusals } from "@dinhdanh/exchange";
import { type ProblemEntry, problemOf } from "./entry.ts";

const statuses: Record<ExchangeRefusalCode, number> = { "agency-code-taken": 409, "unknown-agency": 404, "agency-already-disabled": 409 };

/** Refusals of what officers do with agencies; agencies themselves are answered as OSIA says. */
export const exchangeProblems = Object.fromEntries(
  Object.entries(statuses).map(([code, status]) => [code, problemOf(status, exchangeRefusals[code as ExchangeRefusalCode])]),
) as Record<ExchangeRefusalCode, ProblemEntry>;
