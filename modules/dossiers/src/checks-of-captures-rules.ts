import { type Case, contentOf, failed, passed, waiting } from "./check-case.ts";
import { needsBiometrics } from "./checks-of-person-rules.ts";
import { type CheckFinding, type Finger, fingerNames, fingers } from "./contract.ts";

/** A portrait that was judged poor may be kept for a stated reason: the approver reads it. */
export function checkPortrait(one: Case): CheckFinding {
  if (!needsBiometrics(one)) return passed("portrait", { required: false });
  const kept = contentOf(one, "portrait")?.kept !== undefined;
  if (one.portrait === null)
    return failed("portrait", "poor-portrait", { required: true, captured: false, kept }, [
      { field: "portrait", text: { vi: "Chụp ảnh chân dung", en: "Take the portrait" } },
    ]);
  const { faults, measures } = one.portrait;
  const evidence = { required: true, captured: true, faults: faults.length, kept, ...measured(measures) };
  if (faults.length === 0 || kept) return passed("portrait", evidence);
  return failed("portrait", "poor-portrait", evidence, faults.map(({ key, text }) => ({ field: `portrait.${key}`, text }))); // prettier-ignore
}

/** `measured_sharpness` and the like, to three decimals. */
const measured = (measures: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(measures).map(([name, value]) => [`measured_${name}`, Math.round(value * 1000) / 1000]));

/** NFIQ 2 below this is of little use to a matcher; ours, no official threshold was found. */
const leastQuality = 20;

/** Blurred prints first: a matcher is asked about good ones only. */
export function checkFingerprints(one: Case): CheckFinding {
  if (!needsBiometrics(one)) return passed("fingerprints", { required: false });
  const unusable = fingers.filter((finger) => !isUsable(one, finger));
  const blurred = unusable.length;
  const missing = one.captures.filter((capture) => capture.missing !== null).length;
  if (blurred > 0) {
    return failed(
      "fingerprints",
      "blurred-prints",
      { required: true, blurred, missing },
      unusable.map((finger) => ({
        field: `finger-${finger}`,
        text: { vi: `${fingerNames[finger].vi}: lấy lại vân tay`, en: `${fingerNames[finger].en}: take the print again` },
      })),
    );
  }
  return matched(one, missing);
}

function matched({ matches, dossier }: Case, missing: number): CheckFinding {
  if (matches === "waiting") return waiting("fingerprints");
  if (matches === "silent") {
    return failed("fingerprints", "matcher-silent", { required: true, blurred: 0, missing, compared: false }, [
      {
        field: "fingerprints",
        text: {
          vi: "Chưa đối sánh được vân tay: kiểm tra lại sau",
          en: "The prints could not be compared: have the dossier checked again later",
        },
      },
    ]);
  }
  if (matches === "unreadable") {
    return failed("fingerprints", "blurred-prints", { required: true, blurred: 0, missing, compared: false, unreadable: true }, [
      {
        field: "fingerprints",
        text: { vi: "Bộ đối sánh không đọc được vân tay: lấy lại vân tay", en: "The matcher cannot read the prints: take them again" },
      },
    ]);
  }
  if (matches === "none") return passed("fingerprints", { required: true, blurred: 0, missing, compared: false });
  const others = matches.candidates.filter((candidate) => candidate.personId !== dossier.personId);
  const own = others.length < matches.candidates.length;
  const evidence = { required: true, blurred: 0, missing, compared: true, others: others.length, enrolled: matches.enrolled, own };
  const field = "fingerprints";
  if (others.length > 0) {
    return failed("fingerprints", "duplicate-fingerprints", evidence, [
      {
        field,
        text: { vi: "Vân tay trùng với người khác: xác minh nhân thân", en: "The prints are those of another person: verify who this is" },
      },
    ]);
  }
  if (matches.enrolled && !own) {
    return failed("fingerprints", "swapped-person", evidence, [
      {
        field,
        text: {
          vi: "Vân tay khác lần trước của chính người này: xác minh",
          en: "The prints differ from the person's earlier ones: verify who this is",
        },
      },
    ]);
  }
  return passed("fingerprints", evidence);
}

function isUsable({ captures }: Case, finger: Finger): boolean {
  const capture = captures.find((one) => one.slot === `finger-${finger}`);
  return capture !== undefined && (capture.missing !== null || capture.quality === null || capture.quality >= leastQuality);
}
