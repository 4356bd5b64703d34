import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { exportRemaining, type RemainingQuery } from "../api/calls.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { saveFile } from "./save-file.ts";

type Props = { typed: string; onType: (typed: string) => void; query: RemainingQuery; matching: number };

/** Search within the list, and the ways to take the list along: on paper, or as a file. */
export function ListTools({ typed, onType, query, matching }: Props) {
  const { t, locale } = useLanguage();
  const mayExport = useMay("export");
  const download = useMutation({
    mutationFn: () => exportRemaining({ ...query, lang: locale }),
    onSuccess: (file) => saveFile(file, `con-lai-${query.unit}-${query.asOf}.xlsx`),
  });
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
          <Button loading={download.isPending} disabled={matching === 0} onClick={() => download.mutate()}>
            {t("exportXlsx")}
          </Button>
        ) : null}
        <Button variant="default" disabled={matching === 0} onClick={() => print()}>
          {t("print")}
        </Button>
        <span className="mute small keys">{t("keysHint")}</span>
      </div>
      {download.error === null ? null : <Trouble error={download.error} onRetry={() => download.mutate()} />}
    </>
  );
}
