import type { Text } from "@dinhdanh/kernel/contract";
import { agencyWords } from "./words-agencies.ts";
import { areaWords } from "./words-areas.ts";
import { appWords } from "./words-app.ts";
import { dossierWords } from "./words-dossiers.ts";
import { birthWords } from "./words-birth.ts";
import { checkSheetWords } from "./words-check-sheet.ts";
import { cardWords } from "./words-cards.ts";
import { deliveryWords } from "./words-delivery.ts";
import { duplicateWords } from "./words-duplicates.ts";
import { importWords } from "./words-imports.ts";
import { intakeWords } from "./words-intake.ts";
import { lifeWords } from "./words-life.ts";
import { numberWords } from "./words-numbers.ts";
import { overviewWords } from "./words-overview.ts";
import { peopleWords } from "./words-people.ts";
import { personWords } from "./words-person.ts";
import { problemWords } from "./words-problems.ts";
import { productionWords } from "./words-production.ts";
import { givingWords } from "./words-giving.ts";
import { qualityWords } from "./words-quality.ts";
import { verifyWords } from "./words-verify.ts";

/** A room each; no two may use one key: the later would speak for both. */
export const rooms: readonly Record<string, Text>[] = [
  ...[appWords, overviewWords, peopleWords, personWords, importWords, intakeWords],
  ...[
    dossierWords,
    productionWords,
    deliveryWords,
    cardWords,
    verifyWords,
    problemWords,
    duplicateWords,
    agencyWords,
    areaWords,
    lifeWords,
    qualityWords,
    givingWords,
    birthWords,
    checkSheetWords,
    numberWords,
  ],
];

/** Everything that the console says. A key that lacks a language does not compile. */
export const words = {
  ...appWords,
  ...areaWords,
  ...overviewWords,
  ...peopleWords,
  ...personWords,
  ...importWords,
  ...intakeWords,
  ...dossierWords,
  ...productionWords,
  ...deliveryWords,
  ...cardWords,
  ...verifyWords,
  ...problemWords,
  ...duplicateWords,
  ...agencyWords,
  ...lifeWords,
  ...qualityWords,
  ...givingWords,
  ...birthWords,
  ...checkSheetWords,
  ...numberWords,
} satisfies Record<string, Text>;

export type Word = keyof typeof words;
