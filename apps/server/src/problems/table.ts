import { dossierProblems } from "./words-dossiers.ts";
import { duplicateProblems } from "./words-duplicates.ts";
import { cardProblems } from "./words-cards.ts";
import type { ProblemEntry } from "./entry.ts";
import { exchangeProblems } from "./words-exchange.ts";
import { figureProblems } from "./words-figures.ts";
import { importProblems } from "./words-imports.ts";
import { populationProblems } from "./words-population.ts";
import { requestProblems } from "./words-requests.ts";
import { sessionProblems } from "./words-session.ts";

/** Every code that the HTTP edge can answer: refusals of the modules, and what may be wrong with a request as such. */
export const problemTable = {
  ...requestProblems,
  ...sessionProblems,
  ...figureProblems,
  ...importProblems,
  ...cardProblems,
  ...duplicateProblems,
  ...dossierProblems,
  ...exchangeProblems,
  ...populationProblems,
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof problemTable;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problemTable, code);
