import { derivedId } from "@dinhdanh/territory";
import { checkFingerprints, checkPortrait } from "./checks-of-captures-rules.ts";
import { checkCards, checkDossiers, checkEligibility, checkNumber, checkRegister, checkResidences } from "./checks-of-person-rules.ts";
import { enter } from "./advance.ts";
import type { Case } from "./check-case.ts";
import { answerTo, type CheckFinding, type Finger, verdictOf } from "./contract.ts";
import { type DossierDeps, nowOf } from "./deps.ts";
import { gatherCase } from "./gather-case.ts";
import { imagesOf } from "./store/contents.ts";
import { insertPassages, lockDossiersOf, updateDossier } from "./store/dossiers.ts";
import { writeFindings } from "./store/findings.ts";
import { askAgain, type Claim, claimChecks, forgetCheck } from "./store/queue.ts";

/** A worker that has not answered within this time is taken for dead: checks take milliseconds, an ABIS that hands over prints some seconds. */
const leaseMs = 60_000;
/** How long until a matcher is asked again. */
const askEveryMs = 2_000;
const mostAtOnce = 32;

const all: readonly ((one: Case) => CheckFinding)[] = [
  ...[checkEligibility, checkRegister, checkNumber, checkDossiers, checkResidences, checkCards],
  ...[checkPortrait, checkFingerprints],
];

/** Makes the checks that are due. Killed at any moment, they are made again. @returns how many dossiers were taken up */
export async function checkDue(deps: DossierDeps): Promise<number> {
  const nowMs = deps.ledger.clock.nowMs();
  const claims = await claimChecks(deps.sql, nowOf(deps), new Date(nowMs + leaseMs).toISOString(), mostAtOnce);
  const failures: unknown[] = [];
  for (const claim of claims) await checkDossier(deps, claim).catch((error: unknown) => failures.push(error));
  // one that cannot be checked comes back by itself; it must not keep the others waiting
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${claims.length} dossiers could not be checked`);
  return claims.length;
}

async function checkDossier(deps: DossierDeps, claim: Claim): Promise<void> {
  // outside the transaction: a matcher or a look that is slow must not hold the person's dossiers
  const [matches, portrait] = await Promise.all([askMatcher(deps, claim), lookAtPortrait(deps, claim)]);
  await deps.sql.begin(async (tx) => {
    const dossiers = await lockDossiersOf(tx, claim.personId);
    const dossier = dossiers.find((one) => one.dossierId === claim.dossierId);
    if (dossier?.state !== "submitted") return forgetCheck(tx, claim);
    // returned and submitted again meanwhile: what the matcher said is of other prints
    if (dossier.stateSince !== claim.submittedAt) return;
    const others = dossiers.filter((one) => one !== dossier);
    const one = await gatherCase(tx, deps, dossier, others, { matches, portrait });
    const findings = all.map((check) => check(one));
    const write = () => writeFindings(tx, dossier, findings, nowOf(deps));
    const verdict = verdictOf(findings.map((finding) => finding.outcome));
    if (verdict === "waiting") {
      const again = askAgain(tx, claim, new Date(deps.ledger.clock.nowMs() + askEveryMs).toISOString());
      return void (await Promise.all([write(), again]));
    }
    const step = answerTo(dossier.state, verdict === "clean" ? "pass-checks" : "fail-checks");
    if (typeof step === "string") throw new Error(`the checks of a dossier that is ${dossier.state} came to an end`);
    const causes = [...new Set(findings.flatMap((finding) => (finding.cause === null ? [] : [finding.cause])))];
    const to = enter(deps, { ...dossier, causes }, step.next);
    await Promise.all([write(), updateDossier(tx, to.dossier), insertPassages(tx, to.passages, deps.ledger.clock.today())]);
  });
}

/** What the matcher says; it is given the prints until it has them. */
async function askMatcher({ ports, sql }: DossierDeps, claim: Claim): Promise<Case["matches"]> {
  if (ports.abis === null) return "none";
  // prints that were taken anew, and a dossier that is looked at afresh, are compared anew
  const requestId = derivedId(`dinhdanh:prints:${claim.dossierId}:${claim.submittedAt}`);
  const answer = await ports.abis.answer(requestId);
  if (answer === "working") return "waiting";
  if (answer !== "unknown") return answer;
  const images = (await imagesOf(sql, claim)).filter((image) => image.slot !== "portrait");
  const prints = images.map(({ slot, mediaType, bytes }) => ({ finger: Number(slot.slice("finger-".length)) as Finger, mediaType, bytes }));
  await ports.abis.submit({ requestId, dossierId: claim.dossierId, personId: claim.personId, prints });
  return "waiting";
}

async function lookAtPortrait({ ports, sql }: DossierDeps, claim: Claim): Promise<Case["portrait"]> {
  const [image] = await imagesOf(sql, claim, "portrait");
  return image === undefined ? null : ports.judgePortrait(image.bytes);
}

/** Makes checks as they come due until stopped, `everyMs` after the last found nothing to do. Errors go to `onError`; the next turn tries again. */
export function startChecker(deps: DossierDeps, everyMs: number, onError: (error: unknown) => void): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  let turn: Promise<unknown> | undefined;
  const work = async () => {
    while (!stopping.signal.aborted && (await checkDue(deps)) === mostAtOnce);
  };
  const timer = setInterval(() => {
    turn ??= work()
      .catch(onError)
      .finally(() => (turn = undefined));
  }, everyMs);
  return {
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await turn;
    },
  };
}
