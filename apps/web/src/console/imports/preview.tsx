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
import { UnitsDay } from "./units-day.tsx";
import { useUnitsRead } from "./use-units-read.ts";
import { useSubmitKey } from "./use-submit-key.ts";

function useCancel({ importId }: ImportView) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => cancelImport(importId),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: importsQuery.queryKey });
      await navigate({ to: "/nhap-du-lieu" });
    },
  });
}

/** The first rows as they were read, and where each column goes. Wrong letters or columns are seen here, before anything is written. */
export function Preview({ view }: { view: ImportView }) {
  const { t, size } = useLanguage();
  const client = useQueryClient();
  const [first] = useState(() => mappingOf(view));
  const [mapping, setMapping] = useState(first);
  const [unitsOn, setUnitsOn] = useState<string>();
  const read = useUnitsRead(view, first, mapping, unitsOn);
  const twice = claimedTwice(mapping);
  const start = useMutation({
    // the day that is shown, also when it was guessed
    mutationFn: () => startImport(view.importId, { mapping, unitsOn: read.units?.on }),
    onSuccess: (started) => client.setQueryData(importQuery(view.importId).queryKey, started),
  });
  const cancel = useCancel(view);
  const missing = missingIn(mapping, view.required);
  const known = read.error === null && !read.pending && unitsOn !== "";
  const ready = twice === undefined && missing.length === 0 && known;
  useSubmitKey(ready && !start.isPending, start.mutate);
  const nameOf = (field: string) => {
    const word = fieldWord(field);
    return word === undefined ? field : t(word);
  };
  const fields = [{ value: "", label: t("leaveOut") }, ...view.fields.map((value) => ({ value, label: nameOf(value) }))];
  const out = leftOut(mapping);
  const advice = () => {
    if (twice !== undefined) return t("twiceMapped", { field: nameOf(twice) });
    if (unitsOn === "") return t("unitsDayMissing");
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
      {read.units === null ? null : <UnitsDay units={read.units} pending={read.pending} onChange={setUnitsOn} />}
      {read.error === null ? null : <Trouble error={read.error} />}
      <SampleTable
        headers={headers}
        rows={view.preview}
        marks={{ cells: read.units?.marks ?? [], word: t("unitsUnknownCell"), empty: t("unitsUnknownEmpty") }}
      />
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
