import { type AreaChanges, type AreaPreview, areaRowReasons, areas, tableFaults } from "@dinhdanh/dossiers/contract";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { previewAreaFile, takeAreaFile } from "../api/area-calls.ts";
import { DropFiles } from "../parts/drop-files.tsx";
import { FileFaults } from "../parts/file-faults.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";

type Loaded = { file: File; preview: AreaPreview };

/** Areas of many units from a file: what it would change is shown first, or every row at fault; then all of it is taken. */
export function AreaFile() {
  const { t } = useLanguage();
  const client = useQueryClient();
  const read = useMutation({ mutationFn: async (file: File): Promise<Loaded> => ({ file, preview: await previewAreaFile(file) }) });
  const take = useMutation({
    mutationFn: ({ file, digest }: { file: File; digest: string }) => takeAreaFile(file, digest),
    onSuccess: () => {
      read.reset();
      return client.invalidateQueries({ queryKey: ["areas"] });
    },
  });
  const would = read.data?.preview.would ?? null;
  return (
    <section className="area-file">
      <h2>{t("areasFileTitle")}</h2>
      <p className="mute">{t("areasFileTeach")}</p>
      <DropFiles
        lead={t("areasFileLead")}
        choose={t("chooseFile")}
        hint={t("areasFileHint")}
        accept=".csv,.txt"
        busy={read.isPending || take.isPending}
        onFiles={([file]) => {
          if (file === undefined) return;
          take.reset();
          read.mutate(file);
        }}
      />
      {read.error === null ? null : <Trouble error={read.error} />}
      {take.error === null ? null : <Trouble error={take.error} />}
      {read.data === undefined ? null : would === null ? (
        <Faults loaded={read.data} />
      ) : (
        <Changes
          name={read.data.file.name}
          would={would}
          busy={take.isPending}
          onTake={() => take.mutate({ file: read.data.file, digest: would.digest })}
        />
      )}
      {take.data === undefined ? null : <output>{t("areasFileDone", countsOf(take.data))}</output>}
    </section>
  );
}

const countsOf = ({ read, added, changed, removed, unchanged }: AreaChanges) => ({ read, added, changed, removed, unchanged });

type ChangesProps = { name: string; would: AreaChanges; busy: boolean; onTake: () => void };

function Changes({ name, would, busy, onTake }: ChangesProps) {
  const { t, say } = useLanguage();
  const count = would.read - would.unchanged;
  const said = (area: AreaChanges["changes"][number]["area"]) => (area === null ? t("areasNotStated") : say(areas[area]));
  return (
    <>
      <output className="area-counts">{t("areasFileCounts", { file: name, ...countsOf(would) })}</output>
      {count === 0 ? (
        <p>{t("areasFileNothing")}</p>
      ) : (
        <>
          <table className="stacked">
            <thead>
              <tr>
                <th scope="col">{t("areasUnit")}</th>
                <th scope="col">{t("areasFileWas")}</th>
                <th scope="col">{t("areasFileWill")}</th>
              </tr>
            </thead>
            <tbody>
              {would.changes.map(({ code, name: unit, was, area }, index) => (
                <tr key={index}>
                  <th scope="row">
                    {unit}
                    <span className="under">{code}</span>
                  </th>
                  <td data-label={t("areasFileWas")}>{said(was)}</td>
                  <td data-label={t("areasFileWill")}>{said(area)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {would.changes.length < count ? <p className="mute">{t("areasFileFirst", { n: would.changes.length, all: count })}</p> : null}
          <div className="actions">
            <Button loading={busy} onClick={onTake}>
              {t("areasFileTake", { n: count })}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

/** Why nothing of the file is taken: the file as a whole, or row by row. */
function Faults({ loaded: { file, preview } }: { loaded: Loaded }) {
  const { t, say } = useLanguage();
  const { fault, refused, refusedRows } = preview;
  const faults = refused.map(({ row, column, reason }) => ({ row, column, reason: say(areaRowReasons[reason]) }));
  const what = fault === null ? t("areasFileRefused", { file: file.name, n: refusedRows }) : t("areasFileFaulty", { file: file.name });
  return (
    <FileFaults what={what} faults={faults} count={refusedRows}>
      {fault === null ? null : (
        <p>
          {say(tableFaults[fault.code])}
          {fault.column === "" ? "" : `: ${fault.column}`}. {t("areasFileColumns")}
        </p>
      )}
    </FileFaults>
  );
}
