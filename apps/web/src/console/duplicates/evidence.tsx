import { Textarea } from "@mantine/core";
import { type RefObject, useRef, useState } from "react";
import { useLanguage } from "../words/language.tsx";

/** The evidence that every decision needs. */
export type Evidence = {
  field: RefObject<HTMLTextAreaElement | null>;
  note: string;
  lacking: boolean;
  write: (note: string) => void;
  /** what was written; null when nothing was: then the field says so and takes the focus */
  stated: () => string | null;
};

export function useEvidence(): Evidence {
  const field = useRef<HTMLTextAreaElement>(null);
  const [note, write] = useState("");
  const [asked, setAsked] = useState(false);
  const given = note.trim();
  const stated = () => {
    setAsked(given === "");
    if (given === "") field.current?.focus();
    return given === "" ? null : given;
  };
  return { field, note, lacking: asked && given === "", write, stated };
}

export function EvidenceField({ evidence: { field, note, lacking, write } }: { evidence: Evidence }) {
  const { t } = useLanguage();
  return (
    <Textarea
      ref={field}
      label={t("pairWhy")}
      description={t("pairWhyHint")}
      value={note}
      onChange={({ currentTarget }) => write(currentTarget.value)}
      error={lacking ? t("pairWhyMissing") : undefined}
      maxLength={500}
      autosize
      minRows={2}
    />
  );
}
