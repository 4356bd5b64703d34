import type { StepKey } from "@dinhdanh/dossiers/contract";
import { type ComponentType, lazy, Suspense } from "react";
import { Bars } from "../parts/skeleton.tsx";
import { ChangesStep } from "./steps/changes-step.tsx";
import { DeliveryStep } from "./steps/delivery-step.tsx";
import { FeaturesStep } from "./steps/features-step.tsx";
import { FeeStep } from "./steps/fee-step.tsx";
import { KindStep } from "./steps/kind-step.tsx";
import { PortraitStep } from "./steps/portrait-step.tsx";
import { SignaturesStep } from "./steps/signatures-step.tsx";
import { SubmitStep } from "./steps/submit-step.tsx";
import { useWizard } from "./wizard.ts";

const bodies: Record<StepKey | "submit", ComponentType> = {
  kind: KindStep,
  changes: ChangesStep,
  features: FeaturesStep,
  portrait: PortraitStep,
  fingerprints: lazy(async () => ({ default: (await import("./steps/fingerprints-step.tsx")).FingerprintsStep })),
  fee: FeeStep,
  signatures: SignaturesStep,
  delivery: DeliveryStep,
  submit: SubmitStep,
};

export function StepBody() {
  const Body = bodies[useWizard().step];
  return (
    <Suspense fallback={<Bars rows={6} height={28} />}>
      <Body />
    </Suspense>
  );
}
