import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { conditionOf, unnamedFiles } from "./settle.ts";
import { type PkiState, stateOf } from "./state.ts";
import { readTranscript } from "./transcript.ts";
import type { TranscriptRecord } from "./records.ts";

export type TranscriptProof = {
  genuine: boolean;
  records: TranscriptRecord[];
  /** of the last genuine record: compare it with what was written down at the ceremony */
  head: string;
  /** in words, English, for the operator */
  faults: string[];
};

/** Checks the chain, the signatures, and every file in the folder against it; changes nothing and needs no key. */
export function verifyTranscript(dir: string): Outcome<TranscriptProof, "no-pki"> {
  const { records, brokenAt } = readTranscript(dir);
  const state = stateOf(records);
  if (state === undefined && brokenAt === undefined) return refuse("no-pki");
  const faults = [
    ...(brokenAt === undefined ? [] : [`record ${brokenAt} is missing, or not as it was written`]),
    ...(state === undefined ? [] : fileFaults(dir, state)),
  ];
  return accept({ genuine: faults.length === 0, records, head: state?.head.hash ?? "", faults });
}

/** A private key may be missing: hardware keeps it, or it was destroyed after its time. */
const fileFaults = (dir: string, state: PkiState) => [
  ...[...state.files].flatMap(([path, history]) => {
    const condition = conditionOf(dir, path, state);
    if (condition === "as-recorded" || (condition === "missing" && history.at(-1)?.content === null)) return [];
    return [`${path} is ${condition}`];
  }),
  ...unnamedFiles(dir, state).map((path) => `${path} is named by no record`),
];
