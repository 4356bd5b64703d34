export { createReferenceAbis, defaultThreshold, type ReferenceAbis, type ReferenceOptions } from "./reference-abis.ts";
export { serveReferenceAbis } from "./serve-reference-abis.ts";
export { type AbisStore, memoryStore, type StoredEncounter, type StoredFinger } from "./store.ts";
