import { type DossierCause, dossierCauses, type DossierState, dossierStates } from "@dinhdanh/dossiers/contract";
import type { DossierFilter } from "../api/dossier-queries.ts";
import type { DossierSearch, QueueKey } from "../routing/url-state.ts";
import type { Word } from "../words/words.ts";

/** Which states lie in each queue. */
export const queues = {
  "can-sua": { word: "queueMend", states: ["returned", "draft"] },
  "kiem-tra": { word: "queueChecking", states: ["submitted"] },
  "vuong-mac": { word: "queueFlagged", states: ["flagged", "on-hold"] },
  "cho-duyet": { word: "queueClean", states: ["clean"] },
  "san-xuat": { word: "queueProduction", states: ["approved", "in-production", "printed"] },
  "tra-the": { word: "queueDelivery", states: ["ready", "undelivered"] },
  "ket-thuc": { word: "queueEnded", states: ["handed-over", "refused", "withdrawn", "card-revoked"] },
} as const satisfies Record<QueueKey, { word: Word; states: readonly DossierState[] }>;

export const filterOf = (search: DossierSearch): DossierFilter => ({
  states: [...(search.hang === undefined ? dossierStates : queues[search.hang].states)],
  overdue: search["qua-han"] === "1",
  ...(search["nguyen-nhan"] === undefined ? {} : { cause: search["nguyen-nhan"] }),
  ...(search["rut-tham"] === undefined ? {} : { manualReview: true }),
  ...(search["don-vi"] === undefined ? {} : { unit: search["don-vi"] }),
});

export const isCause = (value: string): value is DossierCause => dossierCauses.some((each) => each === value);
