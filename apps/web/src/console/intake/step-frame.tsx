import type { ComponentProps } from "react";
import { StepForm } from "./step-form.tsx";
import { useWizard } from "./wizard.ts";

/** A step of the wizard: how saving it goes is the wizard's to know. */
export function StepFrame(props: Omit<ComponentProps<typeof StepForm>, "saving" | "error" | "back">) {
  const { saving, error, back } = useWizard();
  return <StepForm {...props} saving={saving} error={error} back={back} />;
}
