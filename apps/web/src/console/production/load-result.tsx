import { type BatchWithCards, cardRefusals, previewResultFile, type ResultPreview } from "@dinhdanh/cards/contract";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { takeResult } from "../api/card-calls.ts";
import { DropFiles } from "../parts/drop-files.tsx";
import { FileFaults } from "../parts/file-faults.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";

type Loaded = { file: File; preview: ResultPreview };
const mostShown = 100;

/** The machine's answer: read here with every fault by row, then sent; the server reads it again and takes all or nothing. */
export function LoadResult({ batch }: { batch: BatchWithCards }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const read = useMutation({
    mutationFn: async ([file]: File[]): Promise<Loaded | undefined> => {
      if (file === undefined) return undefined;
      const serials = batch.list.map(({ serial }) => serial);
      const expected = { batchId: batch.batchId, machineFileSha256: batch.machineFileSha256 ?? "", serials };
      return { file, preview: previewResultFile(new Uint8Array(await file.arrayBuffer()), expected) };
    },
  });
  const take = useMutation({
    mutationFn: (file: File) => takeResult(batch.batchId, file),
    onSuccess: () => client.invalidateQueries({ queryKey: ["line"] }),
  });
  const loaded = read.data;
  return (
    <>
      <DropFiles
        lead={t("resultDrop")}
        choose={t("chooseFile")}
        hint={read.isPending ? t("resultReading") : t("resultHint")}
        accept=".ndjson,.jsonl,.txt"
        busy={take.isPending}
        onFiles={(files) => {
          take.reset();
          read.mutate(files);
        }}
      />
      {loaded === undefined ? null : loaded.preview.faults.length > 0 ? (
        <Faults loaded={loaded} />
      ) : (
        <div className="actions">
          <Tag tone="good">{t("resultSound", { file: loaded.file.name, ...countsOf(loaded.preview) })}</Tag>
          <Button loading={take.isPending} onClick={() => take.mutate(loaded.file)}>
            {t("resultTake")}
          </Button>
        </div>
      )}
      {take.error === null ? null : <Trouble error={take.error} />}
      {read.error === null ? null : <Trouble error={read.error} />}
    </>
  );
}

const countsOf = ({ printed, failed, spoiled }: ResultPreview) => ({ printed, failed, spoiled });

function Faults({ loaded: { file, preview } }: { loaded: Loaded }) {
  const { t, say } = useLanguage();
  const { faults } = preview;
  const shown = faults.slice(0, mostShown).map(({ row, code }) => ({ row, reason: say(cardRefusals[code]) }));
  return <FileFaults what={t("resultFaulty", { file: file.name, n: faults.length })} faults={shown} count={faults.length} />;
}
