import { Progress } from "@mantine/core";
import type { ImportView } from "@dinhdanh/ledger/contract";
import { Reasons } from "./reasons.tsx";
import { useLanguage } from "../words/language.tsx";

export function Running({ view }: { view: ImportView }) {
  const { t, percent } = useLanguage();
  const { rows, fraction } = view.progress;
  const title = t("runningTitle", { file: view.fileName });
  return (
    <>
      <h1>{title}</h1>
      <output className="lead">
        {fraction === null ? null : `${percent(fraction)} · `}
        {t("runningLead", { n: rows })}
      </output>
      <Progress.Root size={8}>
        <Progress.Section value={(fraction ?? 0) * 100} aria-label={title} />
      </Progress.Root>
      <Reasons view={view} />
    </>
  );
}
