import type { Encounter } from "../schemas.ts";

/** A finger as it is compared: which one, and its template (templateToBytes). */
export type StoredFinger = { biometricSubType: string; template: Uint8Array };

/** What the reference keeps of an encounter: everything but the images, which it has read already. */
export type StoredEncounter = { personId: string; encounterId: string; encounter: Encounter; fingers: StoredFinger[] };

/** Where encounters lie is the caller's choice. Keys are (personId, encounterId). */
export type AbisStore = {
  get: (personId: string, encounterId: string) => Promise<StoredEncounter | undefined>;
  ofPerson: (personId: string) => Promise<StoredEncounter[]>;
  all: () => AsyncIterable<StoredEncounter>;
  /** Adds or replaces. @returns whether there was room */
  put: (stored: StoredEncounter) => Promise<boolean>;
  /** @returns whether there was one */
  remove: (personId: string, encounterId: string) => Promise<boolean>;
};

/** In memory, some 4 kB an encounter of ten fingers. @param most encounters; further ones find no room */
export function memoryStore(most = 20_000): AbisStore {
  const people = new Map<string, Map<string, StoredEncounter>>();
  let size = 0;
  return {
    get: async (personId, encounterId) => people.get(personId)?.get(encounterId),
    ofPerson: async (personId) => [...(people.get(personId)?.values() ?? [])],
    all: async function* all() {
      for (const encounters of people.values()) yield* encounters.values();
    },
    put: async (stored) => {
      const encounters = people.get(stored.personId) ?? new Map<string, StoredEncounter>();
      if (!encounters.has(stored.encounterId)) {
        if (size >= most) return false;
        size += 1;
      }
      people.set(stored.personId, encounters.set(stored.encounterId, stored));
      return true;
    },
    remove: async (personId, encounterId) => {
      const encounters = people.get(personId);
      if (encounters?.delete(encounterId) !== true) return false;
      size -= 1;
      if (encounters.size === 0) people.delete(personId);
      return true;
    },
  };
}
