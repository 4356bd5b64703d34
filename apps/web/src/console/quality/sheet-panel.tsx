import type { SheetPreview } from "@dinhdanh/campaign/contract";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { applySheet, previewSheet } from "../api/quality-calls.ts";
import { DropFiles } from "../parts/drop-files.tsx";
import { newId } from "../parts/new-id.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { SheetChanges, SheetRefusals } from "./sheet-tables.tsx";

type Where = { unit: string; asOf: string };

/** A check sheet that comes back: what it would change is shown first, row by row; then done under the officer's name. */
export function SheetPanel(where: Where) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  // one id a preview: a second press makes the same mend, not another
  const [mendId, setMendId] = useState(newId);
  const mayDecide = useMay("decide-corrections");
  const preview = useMutation({ mutationFn: (given: File) => previewSheet(where, given), onSuccess: () => setMendId(newId()) });
  const apply = useMutation({
    mutationFn: ({ given, digest }: { given: File; digest: string }) => applySheet({ ...where, mendId, digest }, given),
    onSuccess: () => {
      preview.reset();
      return client.invalidateQueries();
    },
  });
  const take = ([given]: File[]) => {
    if (given === undefined) return;
    apply.reset();
    setFile(given);
    preview.mutate(given);
  };
  return (
    <section className="quality-mends">
      <h2>{t("sheetTitle")}</h2>
      <DropFiles
        lead={t("sheetLead")}
        choose={t(preview.data === undefined ? "sheetChoose" : "sheetOther")}
        hint={t("sheetHint")}
        accept=".xlsx,.csv,.txt"
        busy={preview.isPending}
        onFiles={take}
      />
      {preview.error === null ? null : <Trouble error={preview.error} />}
      {apply.error === null ? null : <Trouble error={apply.error} />}
      {preview.data === undefined || file === undefined ? null : (
        <Preview
          preview={preview.data}
          name={file.name}
          busy={apply.isPending}
          onApply={(digest) => apply.mutate({ given: file, digest })}
        />
      )}
      {apply.data === undefined ? null : (
        <>
          <output>
            {t("sheetDone", { mended: apply.data.mended, proposed: apply.data.proposed, events: apply.data.events })}{" "}
            {mayDecide && apply.data.proposed > 0 ? <Link to="/dieu-chinh">{t("sheetSeeProposals")}</Link> : null}
          </output>
          <SheetRefusals refused={apply.data.refused} count={apply.data.refusedRows} />
        </>
      )}
    </section>
  );
}

type PreviewProps = { preview: SheetPreview; name: string; busy: boolean; onApply: (digest: string) => void };

function Preview({ preview, name, busy, onApply }: PreviewProps) {
  const { t } = useLanguage();
  const { rows, mended, proposed, events, unchanged, refused, refusedRows, changes, digest } = preview;
  const people = rows - unchanged - refusedRows;
  return (
    <>
      <output className="sheet-count">{t("sheetCount", { file: name, rows, mended, proposed, events, unchanged })}</output>
      <SheetRefusals refused={refused} count={refusedRows} />
      {people === 0 ? <p>{t("sheetNothing")}</p> : <SheetChanges changes={changes} people={people} />}
      {people === 0 ? null : (
        <Button loading={busy} onClick={() => onApply(digest)}>
          {t("sheetDo", { n: people })}
        </Button>
      )}
    </>
  );
}
