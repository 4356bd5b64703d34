import {
  type AbisClient,
  type AbisReply,
  type CallbackDesk,
  createAbisClient,
  createCallbackDesk,
  httpTransport,
  type SettledReply,
} from "@dinhdanh/abis";
import { createReferenceAbis } from "@dinhdanh/abis/reference";
import type { Abis, Print } from "@dinhdanh/dossiers";
import type { Clock } from "@dinhdanh/kernel";

type Request = Parameters<Abis["submit"]>[0];
type Matched = Exclude<Awaited<ReturnType<Abis["answer"]>>, string>;
type Compared = Matched | "unreadable";

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

/** `take`: what an ABIS that answers later posts to its callback. */
export type Matcher = { abis: Abis; take: CallbackDesk["take"] };
type Settings = { callbackBase: string | undefined; answerWithinMs: number; nowMs: () => number };

/**
 * The matcher that the environment names: DINHDANH_ABIS_URL with DINHDANH_ABIS_TOKEN, one that speaks OSIA's ABIS interface; or
 * DINHDANH_ABIS=reference, ours in this process, for development and demonstrations only. Null when there is none. With DINHDANH_ABIS_CALLBACK, the
 * address of this server as the ABIS reaches it, the ABIS may answer later. DINHDANH_ABIS_ANSWER_MINUTES: how long it has, 15 by default.
 */
export function matcherOf(environment: NodeJS.ProcessEnv, clock: Clock): Matcher | null {
  const baseUrl = environment["DINHDANH_ABIS_URL"];
  const minutes = Number(environment["DINHDANH_ABIS_ANSWER_MINUTES"] ?? 15);
  const callbackBase = environment["DINHDANH_ABIS_CALLBACK"]?.replace(/\/+$/, "");
  const settings = { callbackBase: callbackBase === "" ? undefined : callbackBase, answerWithinMs: minutes * 60_000, nowMs: clock.nowMs };
  if (baseUrl !== undefined && baseUrl !== "")
    return matcher(createAbisClient(httpTransport({ baseUrl, token: environment["DINHDANH_ABIS_TOKEN"] ?? "" })), settings);
  if (environment["DINHDANH_ABIS"] !== "reference") return null;
  const reference = createReferenceAbis({ now: () => new Date(clock.nowMs()).toISOString() });
  return matcher(createAbisClient(reference.transport), { ...settings, callbackBase: undefined });
}

/** `state`: `failed` may be asked again; `taskId`: of what the ABIS answers later. */
type Asked = { sinceMs: number; state: "working" | "failed" | Compared; taskId?: string; reminded?: true };

/**
 * Looks for the prints among everybody's, then enrols them as the encounter of this dossier. Answers are kept here until they are asked for: after
 * a restart a request is unknown, is submitted again, and finds the same, for an encounter is enrolled once. A matcher that fails is asked again, until
 * its time is over; one that is half through its time without a word is asked to post its answer again.
 */
export function matcher(client: AbisClient, { callbackBase, answerWithinMs, nowMs }: Settings): Matcher {
  const desk = createCallbackDesk(client, (key) => `${callbackBase ?? ""}/api/v1/abis/answers/${key}`);
  const asked = new Map<string, Asked>();
  const submit = (request: Request) => {
    const before = asked.get(request.requestId);
    if (before !== undefined && before.state !== "failed") return;
    const one: Asked = { sinceMs: before?.sinceMs ?? nowMs(), state: "working" };
    asked.set(request.requestId, one);
    const call: CallbackDesk["call"] = async (name, given) =>
      callbackBase === undefined
        ? settled(await client.call(name, given as never))
        : desk.call(name, given, (taskId) => (one.taskId = taskId));
    void compare(call, request).then(
      (matched) => (one.state = matched),
      () => (one.state = "failed"),
    );
  };
  const answer = (requestId: string) => {
    const one = asked.get(requestId);
    if (one === undefined) return "unknown";
    const passedMs = nowMs() - one.sinceMs;
    const { state } = one;
    const isOver = state !== "working" && state !== "failed";
    if (isOver || passedMs > answerWithinMs) {
      asked.delete(requestId);
      desk.forget(requestId);
      return isOver ? state : "silent";
    }
    if (one.taskId !== undefined && passedMs > answerWithinMs / 2 && one.reminded === undefined) {
      one.reminded = true;
      const path = { taskId: one.taskId };
      void client.call("redeliverTaskResult", { path, query: { transactionId: requestId }, body: null }).catch(() => undefined);
    }
    return state === "failed" ? "unknown" : "working";
  };
  return { abis: { submit: async (request) => submit(request), answer: async (requestId) => answer(requestId) }, take: desk.take };
}

/** Of calls without a callback, which an ABIS must answer at once. */
function settled<T>(reply: AbisReply<T>): SettledReply<T> {
  if (reply.state === "pending") throw new Error("the matcher answers later, but was not told where");
  return reply;
}

async function compare(call: CallbackDesk["call"], { requestId, dossierId, personId, prints }: Request): Promise<Compared> {
  const query = { transactionId: requestId };
  const biometricData = prints.map(imageOf);
  const known = await call("readAllEncounters", { path: { personId }, query, body: null });
  const earlier = known.state === "done" ? known.value.filter(({ encounterId }) => encounterId !== dossierId) : [];
  const found = await call("identify", { path: { galleryId: gallery }, query, body: { filter: {}, biometricData } });
  if (found.state === "refused" && found.status === 400) return "unreadable";
  if (found.state !== "done") throw new Error("the matcher did not answer who has these prints");
  const status = "ACTIVE" as const;
  const encounter = { encounterId: dossierId, status, encounterType: "dossier", galleries: [gallery], biometricData };
  const path = { personId, encounterId: dossierId };
  const enrolled = await call("createEncounter", { path, query, body: encounter });
  // known already; an error that comes to a callback does not say by its status
  if (enrolled.state === "refused" && (enrolled.status === 409 || enrolled.status === null))
    await call("updateEncounter", { path, query, body: encounter });
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
