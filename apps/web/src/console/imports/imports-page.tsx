import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ImportKind } from "@dinhdanh/ledger/contract";
import { uploadImport } from "../api/calls.ts";
import { importQuery, importsQuery } from "../api/queries.ts";
import { DropFiles } from "../parts/drop-files.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { Example } from "./example.tsx";
import { History } from "./history.tsx";
import { KindChoice } from "./kind-choice.tsx";

/** Where a file comes in. Nothing is written before its preview has been seen. */
export function ImportsPage() {
  const { t } = useLanguage();
  const [kind, setKind] = useState<ImportKind>("roll");
  const mayImport = useMay("import");
  const navigate = useNavigate();
  const client = useQueryClient();
  const upload = useMutation({
    mutationFn: (file: File) => uploadImport(kind, file),
    onSuccess: (view) => {
      client.setQueryData(importQuery(view.importId).queryKey, view);
      void client.invalidateQueries({ queryKey: importsQuery.queryKey });
      return navigate({ to: "/nhap-du-lieu/$importId", params: { importId: view.importId } });
    },
  });
  useTitle(t("importTitle"));
  if (!mayImport) {
    return (
      <>
        <h1>{t("importForbidden")}</h1>
        <p className="lead">{t("importForbiddenLead")}</p>
      </>
    );
  }
  return (
    <>
      <h1>{t("importTitle")}</h1>
      <p className="lead">{t("importLead")}</p>
      <KindChoice kind={kind} onChange={setKind} />
      <DropFiles
        lead={t("dropHere")}
        choose={t("chooseFile")}
        hint={upload.isPending ? t("uploading") : t("fileHint")}
        accept=".csv,.txt,.tsv,.ndjson,.jsonl,text/csv"
        busy={upload.isPending}
        primary
        onFiles={([file]) => {
          if (file !== undefined) upload.mutate(file);
        }}
      />
      {upload.error === null ? null : <Trouble error={upload.error} />}
      <Example kind={kind} />
      <History />
    </>
  );
}
