import { stepNames } from "@dinhdanh/dossiers/contract";
import { TextInput } from "@mantine/core";
import { useLanguage } from "../../words/language.tsx";
import { StepFrame } from "../step-frame.tsx";
import { useStep } from "../use-step.ts";

export function FeaturesStep() {
  const { t, say } = useLanguage();
  const step = useStep<"features", string>("features", {
    start: (saved) => saved?.features ?? "",
    read: (features) => (features.trim() === "" ? { missing: "featuresMissing" } : { content: { features: features.trim() } }),
  });
  return (
    <StepFrame title={say(stepNames.features)} teach={t("featuresTeach")} missing={step.missing} onSubmit={step.submit}>
      <TextInput
        label={t("featuresLabel")}
        placeholder={t("featuresExample")}
        maxLength={200}
        autoComplete="off"
        value={step.draft}
        onChange={(event) => step.change(event.target.value)}
      />
    </StepFrame>
  );
}
