import { createAbisClient, httpTransport } from "@dinhdanh/abis";
import { createReferenceAbis } from "@dinhdanh/abis/reference";
import type { Abis, Print } from "@dinhdanh/dossiers";
import type { Clock } from "@dinhdanh/kernel";

type Client = ReturnType<typeof createAbisClient>;
type Request = Parameters<Abis["submit"]>[0];
type Matched = Exclude<Awaited<ReturnType<Abis["answer"]>>, string>;

const gallery = "ALL";
/** Finger positions of ISO/IEC 19794-4, table 5, in OSIA's names. */
const positions = [
  ...(["RIGHT_THUMB", "RIGHT_INDEX", "RIGHT_MIDDLE", "RIGHT_RING", "RIGHT_LITTLE"] as const),
  ...(["LEFT_THUMB", "LEFT_INDEX", "LEFT_MIDDLE", "LEFT_RING", "LEFT_LITTLE"] as const),
] as const;
const compressions = new Map([
  ["image/png", "PNG" as const],
  ["image/jpeg", "JPEG" as const],
  ["image/x-wsq", "WSQ" as const],
]);

/**
 * The matcher that the environment names: DINHDANH_ABIS_URL with DINHDANH_ABIS_TOKEN, one that speaks OSIA's ABIS interface; or
 * DINHDANH_ABIS=reference, ours in this process, for development and demonstrations only. Null when there is none.
 */
export function matcherOf(environment: NodeJS.ProcessEnv, clock: Clock): Abis | null {
  const baseUrl = environment["DINHDANH_ABIS_URL"];
  if (baseUrl !== undefined && baseUrl !== "")
    return matcher(createAbisClient(httpTransport({ baseUrl, token: environment["DINHDANH_ABIS_TOKEN"] ?? "" })));
  if (environment["DINHDANH_ABIS"] !== "reference") return null;
  return matcher(createAbisClient(createReferenceAbis({ now: () => new Date(clock.nowMs()).toISOString() }).transport));
}

/**
 * Looks for the prints among everybody's, then enrols them as the encounter of this dossier. Answers are kept here until they are asked for: after
 * a restart a request is unknown, is submitted again, and finds the same, for an encounter is enrolled once. A matcher that fails is asked again.
 */
function matcher(abis: Client): Abis {
  const answers = new Map<string, "working" | Matched>();
  return {
    submit: async (request) => {
      if (answers.has(request.requestId)) return;
      answers.set(request.requestId, "working");
      void compare(abis, request).then(
        (matched) => answers.set(request.requestId, matched),
        () => answers.delete(request.requestId),
      );
    },
    answer: async (requestId) => {
      const answer = answers.get(requestId) ?? "unknown";
      if (typeof answer !== "string") answers.delete(requestId);
      return answer;
    },
  };
}

async function compare(abis: Client, { requestId, dossierId, personId, prints }: Request): Promise<Matched> {
  const query = { transactionId: requestId };
  const biometricData = prints.map(imageOf);
  const known = await abis.call("readAllEncounters", { path: { personId }, query, body: null });
  const earlier = known.state === "done" ? known.value.filter(({ encounterId }) => encounterId !== dossierId) : [];
  const found = await abis.call("identify", { path: { galleryId: gallery }, query, body: { filter: {}, biometricData } });
  if (found.state !== "done") throw new Error("the matcher did not answer who has these prints");
  const status = "ACTIVE" as const;
  const encounter = { encounterId: dossierId, status, encounterType: "dossier", galleries: [gallery], biometricData };
  const path = { personId, encounterId: dossierId };
  const enrolled = await abis.call("createEncounter", { path, query, body: encounter });
  if (enrolled.state === "refused" && enrolled.status === 409) await abis.call("updateEncounter", { path, query, body: encounter });
  // what was enrolled for this very dossier, before a restart, says nothing about the person
  const counts = found.value.filter(
    (candidate) => candidate.personId !== personId || candidate.scores?.some(({ encounterId }) => encounterId !== dossierId),
  );
  return { candidates: counts.map(({ personId: id, score }) => ({ personId: id, score })), enrolled: earlier.length > 0 };
}

const imageOf = ({ finger, mediaType, bytes }: Print) => {
  const compression = compressions.get(mediaType);
  return {
    ...{ biometricType: "FINGER" as const, biometricSubType: positions[finger - 1] ?? ("UNKNOWN" as const) },
    ...{ image: bytes.toString("base64"), resolution: 500, ...(compression === undefined ? {} : { compression }) },
  };
};
