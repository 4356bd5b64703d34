import { compareTemplates } from "../matcher/compare.ts";
import { templateFromBytes } from "../matcher/template-bytes.ts";
import type { BiometricData, Candidate, Filter, ScoreDetail } from "../schemas.ts";
import type { Handlers, ReferenceSettings } from "./context.ts";
import type { ReferenceError } from "./errors.ts";
import { type ReadFinger, readFingers } from "./read-fingers.ts";
import { fusedScore, inGallery, scoresOf, search } from "./search.ts";
import type { StoredEncounter } from "./store.ts";

const mostCandidates = 10;

/** Fingers of a request that are clear enough. */
function probeOf({ leastQuality }: ReferenceSettings, items: readonly BiometricData[]): ReadFinger[] | ReferenceError {
  const read = readFingers(items);
  if (typeof read === "string") return read;
  if (read.length === 0) return "nothing-to-compare";
  const clear = read.filter(({ template }) => template.quality >= leastQuality);
  return clear.length === 0 ? "low-quality" : clear;
}

const storedFingers = ({ fingers }: StoredEncounter): ReadFinger[] =>
  fingers.flatMap(({ biometricSubType, template }) => {
    const read = templateFromBytes(template);
    return read === undefined ? [] : [{ biometricSubType, template: read }];
  });

/** `undefined` when the filter asks for what is not compared here; an empty one asks for everything. */
function allows(filter: Filter): boolean | undefined {
  const { biometricType, ...rest } = filter;
  if (Object.keys(rest).length > 0) return undefined;
  if (biometricType === undefined) return true;
  return Array.isArray(biometricType) ? biometricType.includes("FINGER") : biometricType === "FINGER";
}

type SearchCall = {
  settings: ReferenceSettings;
  path: { galleryId: string };
  query: { threshold?: number | undefined; maxNbCand?: number | undefined };
};

async function candidates(
  { settings, path, query }: SearchCall,
  filter: Filter,
  fingers: readonly ReadFinger[],
  except?: string,
): Promise<Candidate[] | ReferenceError> {
  const allowed = allows(filter);
  if (allowed === undefined) return "unknown-filter";
  if (!allowed) return [];
  if (fingers.length === 0) return "nothing-to-compare";
  const { threshold = settings.threshold, maxNbCand: most = mostCandidates } = query;
  return search(settings.store, { galleryId: path.galleryId, fingers, threshold, most, except });
}

function decide(settings: ReferenceSettings, query: { threshold?: number | undefined }, scores: ScoreDetail[]) {
  return { decision: scores.length > 0 && fusedScore(scores) >= (query.threshold ?? settings.threshold), scores };
}

export const comparing: Handlers<"identify" | "identifyFromId" | "identifyFromEncounterId" | "verifyFromId" | "verifyFromBio"> = {
  identify: async (call) => {
    const fingers = probeOf(call.settings, call.body.biometricData);
    return typeof fingers === "string" ? fingers : candidates(call, call.body.filter, fingers);
  },
  identifyFromId: async (call) => {
    const encounters = await call.settings.store.ofPerson(call.path.personId);
    if (encounters.length === 0) return "unknown";
    return candidates(call, call.body, encounters.flatMap(storedFingers), call.path.personId);
  },
  identifyFromEncounterId: async (call) => {
    const stored = await call.settings.store.get(call.path.personId, call.path.encounterId);
    return stored === undefined ? "unknown" : candidates(call, call.body, storedFingers(stored), call.path.personId);
  },
  verifyFromId: async ({ settings, path, query, body }) => {
    const encounters = (await settings.store.ofPerson(path.personId)).filter((stored) => inGallery(stored, path.galleryId));
    if (encounters.length === 0) return "unknown";
    const fingers = probeOf(settings, body.biometricData);
    if (typeof fingers === "string") return fingers;
    const [best = []] = encounters.map((stored) => scoresOf(fingers, stored)).sort((a, b) => fusedScore(b) - fusedScore(a));
    return decide(settings, query, best);
  },
  verifyFromBio: async ({ settings, query, body }) => {
    const [one, other] = [probeOf(settings, body.biometricData1), probeOf(settings, body.biometricData2)];
    if (typeof one === "string") return one;
    if (typeof other === "string") return other;
    const scores = one.flatMap(({ biometricSubType, template }): ScoreDetail[] => {
      const same = other.find((finger) => finger.biometricSubType === biometricSubType);
      if (same === undefined) return [];
      const score = compareTemplates(template, same.template);
      return [{ score, biometricType: "FINGER", biometricSubType: biometricSubType as "UNKNOWN" }];
    });
    return decide(settings, query, scores);
  },
};
