import { Textarea } from "@mantine/core";
import { useLanguage } from "../words/language.tsx";

/** Papers that prove what is recorded or proposed; nothing is taken without. */
export function EvidenceField({ evidence, onChange }: { evidence: string; onChange: (evidence: string) => void }) {
  const { t } = useLanguage();
  return (
    <Textarea
      label={t("eventEvidence")}
      description={t("eventEvidenceNote")}
      withAsterisk
      value={evidence}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      autosize
      minRows={2}
      maxLength={300}
    />
  );
}
