import { Button } from "@mantine/core";
import type { ImportKind } from "@dinhdanh/ledger/contract";
import { saveFile } from "../parts/save-file.ts";
import { useLanguage } from "../words/language.tsx";
import { exampleFile, examples } from "./examples.ts";
import { SampleTable } from "./sample-table.tsx";

/** Teaches the format by showing it. */
export function Example({ kind }: { kind: ImportKind }) {
  const { t } = useLanguage();
  const [headers = [], ...rows] = examples[kind];
  return (
    <section>
      <div className="tools">
        <h2>{t("exampleTitle")}</h2>
        <Button variant="default" size="xs" onClick={() => saveFile(exampleFile(kind), `mau-${kind}.csv`)}>
          {t("exampleDownload")}
        </Button>
      </div>
      <SampleTable headers={headers.map((header) => ({ key: header, content: header }))} rows={rows} />
    </section>
  );
}
