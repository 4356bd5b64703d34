import { type Finger, fingers, type MissingFinger, stepNames } from "@dinhdanh/dossiers/contract";
import { Button } from "@mantine/core";
import { useEffect } from "react";
import { Trouble } from "../../parts/trouble.tsx";
import { useLanguage } from "../../words/language.tsx";
import { DeviceLine } from "../fingerprints/device-line.tsx";
import { Hands } from "../fingerprints/hands.tsx";
import { useDevice } from "../fingerprints/pairing.ts";
import { captureOf, type Group, groups } from "../fingerprints/positions.ts";
import { useTakePrints } from "../fingerprints/use-take-prints.ts";
import { focusFirst } from "../step-form.tsx";
import { StepFrame } from "../step-frame.tsx";
import { useStep } from "../use-step.ts";
import { useWizard } from "../wizard.ts";

const groupWords = {
  PLAIN_RIGHT_FOUR_FINGERS: "takeRightFour",
  PLAIN_LEFT_FOUR_FINGERS: "takeLeftFour",
  PLAIN_THUMBS: "takeThumbs",
} as const;

/** Ten fingers: four, four and two at a time, or one by one; each that cannot be taken with its state. */
export function FingerprintsStep() {
  const { t, say } = useLanguage();
  const { dossier } = useWizard();
  const device = useDevice();
  const take = useTakePrints(device);
  const isOpen = (finger: Finger) => captureOf(dossier, finger) === undefined;
  const step = useStep<"fingerprints", null>("fingerprints", {
    start: () => null,
    read: () => {
      if (fingers.some(isOpen)) return { missing: "fingersMissing" };
      const name = device.view?.name.slice(0, 40);
      return { content: name === undefined ? {} : { device: name } };
    },
  });
  const next = groups.find((group) => group.fingers.some(isOpen));
  // a device that was busy at the last look may be free by now: it says so itself when asked
  const ready = (device.state === "ready" || device.state === "busy") && !take.busy;
  // Enter takes the next group, and goes on after the last
  useEffect(() => (ready ? focusFirst() : undefined), [ready]);
  const missingOf = (group: Group) =>
    new Map(
      group.fingers.flatMap((finger): [Finger, MissingFinger][] => {
        const reason = captureOf(dossier, finger)?.missing ?? null;
        return reason === null ? [] : [[finger, reason]];
      }),
    );
  return (
    <StepFrame
      title={say(stepNames.fingerprints)}
      teach={t("fingersTeach")}
      missing={step.missing}
      onSubmit={step.submit}
      disabled={take.busy}
      early={next !== undefined}
    >
      <DeviceLine device={device} />
      <div className="takes">
        {groups.map((group) => (
          <Button
            key={group.position}
            variant={group === next ? "filled" : "default"}
            disabled={!ready}
            data-first={group === next ? true : undefined}
            onClick={() => take.start(group.position, missingOf(group))}
          >
            {t(groupWords[group.position])}
          </Button>
        ))}
        <output className="mute small">{take.busy ? t("takeLaying") : take.said === undefined ? "" : say(take.said)}</output>
      </div>
      <Hands mayTake={ready} onTake={(finger) => take.start(finger, new Map())} onMissing={take.noteMissing} />
      {take.error === null ? null : <Trouble error={take.error} />}
    </StepFrame>
  );
}
