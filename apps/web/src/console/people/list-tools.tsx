import { Button, TextInput } from "@mantine/core";
import { exportRemaining, type RemainingQuery } from "../api/calls.ts";
import { FileButton, useFileMaking } from "../parts/file-making.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

type Props = { typed: string; onType: (typed: string) => void; query: RemainingQuery; matching: number };

/** Search within the list, and the ways to take the list along: on paper, or as a file. */
export function ListTools({ typed, onType, query, matching }: Props) {
  const { t, locale } = useLanguage();
  const mayExport = useMay("export");
  const file = useFileMaking((signal) => exportRemaining({ ...query, lang: locale }, signal), `con-lai-${query.unit}-${query.asOf}.xlsx`);
  return (
    <>
      <div className="list-tools">
        <TextInput
          type="search"
          aria-label={t("findInList")}
          placeholder={t("findInListShort")}
          autoComplete="off"
          value={typed}
          onChange={(event) => onType(event.target.value)}
        />
        {mayExport ? (
          <FileButton file={file} disabled={matching === 0}>
            {t("exportXlsx")}
          </FileButton>
        ) : null}
        <Button className="print" variant="default" disabled={matching === 0} onClick={() => print()}>
          {t("print")}
        </Button>
        <span className="mute small keys">{t("keysHint")}</span>
      </div>
      {file.error === null ? null : <Trouble error={file.error} onRetry={file.make} />}
    </>
  );
}
