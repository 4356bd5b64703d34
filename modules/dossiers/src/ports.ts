import type { Text } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import type { Finger } from "./contract.ts";

export type Print = { finger: Finger; mediaType: string; bytes: Buffer };
/** `score` by the matcher's own scale. */
export type Candidate = { personId: string; score: number };

/** The matcher of fingerprints (OSIA `abis`). It works on its own time: prints are handed over once, its answer is asked for until it comes. */
export type Abis = {
  /** `requestId`: UUID, another one each time that a dossier is to be compared; the same request again changes nothing. */
  submit: (request: { requestId: string; dossierId: string; personId: string; prints: Print[] }) => Promise<void>;
  /**
   * @returns people whose prints match, the person's own earlier ones among them; `enrolled`: whether it has earlier prints of the person.
   * `unknown`: it was never given the request, or failed and may be given it again; `silent`: it has not answered in time, and is not waited for any more; `unreadable`: the
   * prints are not such as it can read, however often it is asked
   */
  answer: (requestId: string) => Promise<"unknown" | "working" | "silent" | "unreadable" | { candidates: Candidate[]; enrolled: boolean }>;
};

/** What a look at the picture itself found; `measures`: name → value, empty when it could not be looked at. */
export type PortraitLook = { measures: Readonly<Record<string, number>>; faults: readonly { key: string; text: Text }[] };

/** What other rooms bring. */
export type Ports = {
  /** Cards in force, by person. */
  cardsInForce: (sql: Queryable, personIds: readonly string[]) => Promise<ReadonlyMap<string, readonly { serial: string }[]>>;
  /** Decodes a portrait and judges it. What the page measured is its own preview and counts for nothing. */
  judgePortrait: (image: Buffer) => Promise<PortraitLook>;
  /** null: there is no matcher; prints are then checked for quality only, and the finding says so */
  abis: Abis | null;
};
