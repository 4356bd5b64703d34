import { Button, NativeSelect } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ImportView } from "@dinhdanh/ledger/contract";
import { cancelImport, startImport } from "../api/calls.ts";
import { importQuery, importsQuery } from "../api/queries.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";
import { fieldWord } from "./field-words.ts";
import { claimedTwice, leftOut, mappingOf, missingIn } from "./mapping.ts";
import { SampleTable } from "./sample-table.tsx";
import { useSubmitKey } from "./use-submit-key.ts";

/** The first rows as they were read, and where each column goes. Wrong letters or columns are seen here, before anything is written. */
export function Preview({ view }: { view: ImportView }) {
  const { t, size } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [mapping, setMapping] = useState(() => mappingOf(view));
  const twice = claimedTwice(mapping);
  const start = useMutation({
    mutationFn: () => startImport(view.importId, mapping),
    onSuccess: (started) => client.setQueryData(importQuery(view.importId).queryKey, started),
  });
  const cancel = useMutation({
    mutationFn: () => cancelImport(view.importId),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: importsQuery.queryKey });
      await navigate({ to: "/nhap-du-lieu" });
    },
  });
  const missing = missingIn(mapping, view.required);
  const ready = twice === undefined && missing.length === 0;
  useSubmitKey(ready && !start.isPending, start.mutate);
  const nameOf = (field: string) => {
    const word = fieldWord(field);
    return word === undefined ? field : t(word);
  };
  const fields = [{ value: "", label: t("leaveOut") }, ...view.fields.map((value) => ({ value, label: nameOf(value) }))];
  const out = leftOut(mapping);
  const advice = () => {
    if (twice !== undefined) return t("twiceMapped", { field: nameOf(twice) });
    if (missing.length > 0) return t("requiredMissing", { fields: missing.map((field) => `“${nameOf(field)}”`).join(", ") });
    return out > 0 ? t("unmatched", { n: out }) : null;
  };
  const headers = view.columns.map(({ header }) => ({
    key: header,
    content: (
      <>
        <span className="sample-header">{header}</span>
        <NativeSelect
          size="xs"
          aria-label={t("columnGoesTo", { header })}
          value={mapping[header] ?? ""}
          data={fields}
          onChange={({ currentTarget }) => setMapping({ ...mapping, [header]: currentTarget.value })}
        />
      </>
    ),
  }));
  return (
    <>
      <h1>{t("previewTitle", { file: view.fileName })}</h1>
      <p className="lead">{t("previewLead", { size: size(view.sizeBytes), encoding: view.encoding ?? t("encodingUnknown") })}</p>
      <SampleTable headers={headers} rows={view.preview} />
      <output className={ready ? "mute" : "danger"}>{advice()}</output>
      {start.error === null ? null : <Trouble error={start.error} />}
      {cancel.error === null ? null : <Trouble error={cancel.error} />}
      <div className="actions">
        <Button disabled={!ready} loading={start.isPending} onClick={() => start.mutate()}>
          {t("startImport")} <kbd className="on-button">Ctrl + Enter</kbd>
        </Button>
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t("cancelImport")}
        </Button>
      </div>
    </>
  );
}
