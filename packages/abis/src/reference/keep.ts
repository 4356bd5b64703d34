import type { Encounter } from "../schemas.ts";
import type { Handlers, ReferenceSettings } from "./context.ts";
import type { ReferenceError } from "./errors.ts";
import type { StoredEncounter } from "./store.ts";

type Ids = { personId: string; encounterId: string };

async function change(
  { store, now }: ReferenceSettings,
  { personId, encounterId }: Ids,
  to: Partial<Encounter>,
): Promise<null | ReferenceError> {
  const known = await store.get(personId, encounterId);
  if (known === undefined) return "unknown";
  const put = await store.put({ ...known, encounter: { ...known.encounter, ...to, updatedDate: now() } });
  return put ? null : "full";
}

/** Puts encounters under another person and takes them from theirs. */
async function moveAll(
  { store }: ReferenceSettings,
  encounters: readonly StoredEncounter[],
  personId: string,
): Promise<null | ReferenceError> {
  for (const { encounterId } of encounters) if ((await store.get(personId, encounterId)) !== undefined) return "already-known";
  for (const stored of encounters) {
    if (!(await store.remove(stored.personId, stored.encounterId))) continue;
    if (!(await store.put({ ...stored, personId }))) return "full";
  }
  return null;
}

type Keeping =
  | ("readAllEncounters" | "readEncounter" | "deleteEncounter" | "deleteAll" | "mergeEncounter" | "moveEncounter")
  | ("updateEncounterStatus" | "updateEncounterGalleries" | "readGalleries" | "readGalleryContent");

export const keeping: Handlers<Keeping> = {
  readAllEncounters: async ({ settings, path }) => {
    const encounters = await settings.store.ofPerson(path.personId);
    return encounters.length === 0 ? "unknown" : encounters.map(({ encounter }) => encounter);
  },
  readEncounter: async ({ settings, path }) => (await settings.store.get(path.personId, path.encounterId))?.encounter ?? "unknown",
  deleteEncounter: async ({ settings, path }) => ((await settings.store.remove(path.personId, path.encounterId)) ? null : "unknown"),
  deleteAll: async ({ settings, path }) => {
    const encounters = await settings.store.ofPerson(path.personId);
    for (const { encounterId } of encounters) await settings.store.remove(path.personId, encounterId);
    return encounters.length === 0 ? "unknown" : null;
  },
  mergeEncounter: async ({ settings, path }) => {
    const source = await settings.store.ofPerson(path.personIdSource);
    const target = await settings.store.ofPerson(path.personIdTarget);
    if (source.length === 0 || target.length === 0) return "unknown";
    return path.personIdSource === path.personIdTarget ? "already-known" : moveAll(settings, source, path.personIdTarget);
  },
  moveEncounter: async ({ settings, path }) => {
    const stored = await settings.store.get(path.personIdSource, path.encounterId);
    return stored === undefined ? "unknown" : moveAll(settings, [stored], path.personIdTarget);
  },
  updateEncounterStatus: ({ settings, path, query }) => change(settings, path, { status: query.status }),
  updateEncounterGalleries: ({ settings, path, body }) => change(settings, path, { galleries: body }),
  readGalleries: async ({ settings }) => {
    const names = new Set<string>();
    for await (const { encounter } of settings.store.all()) for (const name of encounter.galleries) names.add(name);
    return [...names].sort();
  },
  readGalleryContent: async ({ settings, path, query }) => {
    const [offset, limit] = [query.offset ?? 0, query.limit ?? 1000];
    const page = [];
    let seen = 0;
    for await (const { personId, encounterId, encounter } of settings.store.all()) {
      if (path.galleryId !== "ALL" && !encounter.galleries.includes(path.galleryId)) continue;
      if (seen >= offset && page.length < limit) page.push({ personId, encounterId });
      seen += 1;
    }
    return seen === 0 ? "unknown" : page;
  },
};
