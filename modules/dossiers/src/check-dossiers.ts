import { repeat, type Repeated, type RepeatOptions } from "@dinhdanh/kernel";
import type { Tx } from "@dinhdanh/postgres";
import { derivedId } from "@dinhdanh/territory";
import { checkFingerprints, checkPortrait } from "./checks-of-captures-rules.ts";
import { checkCards, checkDossiers, checkEligibility, checkNumber, checkRegister, checkResidences } from "./checks-of-person-rules.ts";
import { type Advanced, enter } from "./advance.ts";
import type { Case } from "./check-case.ts";
import { answerTo, type CheckFinding, verdictOf } from "./contract.ts";
import { type DossierDeps, nowOf } from "./deps.ts";
import { gatherCases, type ToCheck } from "./gather-case.ts";
import { imagesOf, printsOf } from "./store/contents.ts";
import { insertPassages, lockDossiersOf, updateDossiers } from "./store/dossiers.ts";
import { writeFindings } from "./store/findings.ts";
import { askAgain, type Claim, claimChecks, forgetChecks } from "./store/queue.ts";

/** A worker that has not answered within this time is taken for dead: checks take milliseconds, an ABIS that hands over prints some seconds. */
const leaseMs = 60_000;
/** How long until a matcher is asked again. */
const askEveryMs = 2_000;
const mostAtOnce = 128;
/** Each may carry ten images of a megabyte to the matcher. */
const mostAsking = 8;

const all: readonly ((one: Case) => CheckFinding)[] = [
  ...[checkEligibility, checkRegister, checkNumber, checkDossiers, checkResidences, checkCards],
  ...[checkPortrait, checkFingerprints],
];

/** Makes the checks that are due. Killed at any moment, they are made again. @returns how many dossiers were taken up */
export async function checkDue(deps: DossierDeps): Promise<number> {
  const nowMs = deps.ledger.clock.nowMs();
  const claims = await claimChecks(deps.sql, nowOf(deps), new Date(nowMs + leaseMs).toISOString(), mostAtOnce);
  const failures: unknown[] = [];
  const note = (error: unknown) => void failures.push(error);
  const asked: Asked[] = [];
  // outside the transaction: a matcher or a look that is slow must not hold anybody's dossiers
  const ask = async (claim: Claim) => {
    const [matches, portrait] = await Promise.all([askMatcher(deps, claim), lookAtPortrait(deps, claim)]);
    asked.push({ ...claim, biometrics: { matches, portrait } });
  };
  for (let first = 0; first < claims.length; first += mostAsking) {
    await Promise.all(claims.slice(first, first + mostAsking).map((claim) => ask(claim).catch(note)));
  }
  for (const set of setsOf(asked)) {
    // one that cannot be checked comes back by itself; it must not keep the others waiting
    await checkTogether(deps, set).catch(async (error: unknown) => {
      if (set.length === 1) return note(error);
      for (const one of set) await checkTogether(deps, [one]).catch(note);
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${claims.length} dossiers could not be checked`);
  return claims.length;
}

type Asked = Claim & Pick<ToCheck, "biometrics">;

/** Each person once in a set: the checks of one dossier look at what those of the other have made of it. */
function setsOf(asked: readonly Asked[]): Asked[][] {
  const sets: Asked[][] = [];
  for (const theirs of Map.groupBy(asked, (one) => one.personId).values()) {
    for (const [index, one] of theirs.entries()) (sets[index] ??= []).push(one);
  }
  return sets;
}

/** Checks a set of dossiers in one transaction. */
async function checkTogether(deps: DossierDeps, set: readonly Asked[]): Promise<void> {
  await deps.sql.begin(async (tx) => {
    const byPerson = Map.groupBy(await lockDossiersOf(tx, set.map(({ personId }) => personId)), (one) => one.personId); // prettier-ignore
    const toCheck: ToCheck[] = [];
    const done: Claim[] = [];
    for (const claim of set) {
      const theirs = byPerson.get(claim.personId) ?? [];
      const dossier = theirs.find((one) => one.dossierId === claim.dossierId);
      if (dossier?.state !== "submitted") done.push(claim);
      // if not, returned and submitted again meanwhile: what the matcher said is of other prints
      else if (dossier.stateSince === claim.submittedAt) {
        toCheck.push({ dossier, others: theirs.filter((one) => one !== dossier), biometrics: claim.biometrics });
      }
    }
    await forgetChecks(tx, done);
    if (toCheck.length > 0) await writeChecked(tx, deps, await gatherCases(tx, deps, toCheck));
  });
}

async function writeChecked(tx: Tx, deps: DossierDeps, cases: readonly Case[]): Promise<void> {
  const checked = cases.map((one) => ({ dossier: one.dossier, findings: all.map((check) => check(one)) }));
  const waiting: Claim[] = [];
  const entered: Advanced[] = [];
  for (const { dossier, findings } of checked) {
    const verdict = verdictOf(findings.map((finding) => finding.outcome));
    if (verdict === "waiting") {
      waiting.push({ ...dossier, submittedAt: dossier.stateSince });
      continue;
    }
    const step = answerTo(dossier.state, verdict === "clean" ? "pass-checks" : "fail-checks");
    if (typeof step === "string") throw new Error(`the checks of a dossier that is ${dossier.state} came to an end`);
    const causes = [...new Set(findings.flatMap((finding) => (finding.cause === null ? [] : [finding.cause])))];
    entered.push(enter(deps, { ...dossier, causes }, step.next));
  }
  await Promise.all([
    writeFindings(tx, checked, nowOf(deps)),
    askAgain(tx, waiting, new Date(deps.ledger.clock.nowMs() + askEveryMs).toISOString()),
    updateDossiers(tx, entered.map((to) => to.dossier)), // prettier-ignore
    insertPassages(tx, entered.flatMap((to) => to.passages), deps.ledger.clock.today()), // prettier-ignore
  ]);
}

/** What the matcher says; it is given the prints until it has them. */
async function askMatcher({ ports, sql }: DossierDeps, claim: Claim): Promise<Case["matches"]> {
  if (ports.abis === null) return "none";
  // prints that were taken anew, and a dossier that is looked at afresh, are compared anew
  const requestId = derivedId(`dinhdanh:prints:${claim.dossierId}:${claim.submittedAt}`);
  const answer = await ports.abis.answer(requestId);
  if (answer === "working") return "waiting";
  if (answer !== "unknown") return answer;
  const prints = printsOf(await imagesOf(sql, claim));
  // of somebody without a finger that can be taken there is nothing to compare, and no matcher would answer
  if (prints.length === 0) return "none";
  await ports.abis.submit({ requestId, dossierId: claim.dossierId, personId: claim.personId, prints });
  return "waiting";
}

async function lookAtPortrait({ ports, sql }: DossierDeps, claim: Claim): Promise<Case["portrait"]> {
  const [image] = await imagesOf(sql, claim, "portrait");
  return image === undefined ? null : ports.judgePortrait(image.bytes);
}

/** Makes checks as they come due until stopped; a backlog is worked off without pause. */
export const startChecker = (deps: DossierDeps, options: RepeatOptions): Repeated =>
  repeat(async () => (await checkDue(deps)) === mostAtOnce, options);
