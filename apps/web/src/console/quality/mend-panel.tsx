import type { MendPreview, Mends } from "@dinhdanh/campaign/contract";
import { type BulkMendKey, bulkMendKeys, bulkMends } from "@dinhdanh/population/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { makeMend, mendsQuery, previewMend, undoMend } from "../api/quality-calls.ts";
import { newId } from "../parts/new-id.ts";
import { useOfficerName } from "../parts/officer.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";

type Where = { unit: string; asOf: string };

/** Mends of many records at once: shown before they are written, and undone afterwards. */
export function MendPanel({ unit, asOf }: Where) {
  const { t, say } = useLanguage();
  const [mend, setMend] = useState<BulkMendKey>(bulkMendKeys[0]);
  // one id a preview: a second press makes the same mend, not another
  const [mendId, setMendId] = useState(newId);
  const client = useQueryClient();
  const preview = useMutation({ mutationFn: () => previewMend({ unit, asOf, mend }), onSuccess: () => setMendId(newId()) });
  const make = useMutation({
    mutationFn: (shown: string) => makeMend({ unit, asOf, mend, mendId, shown }),
    onSuccess: () => {
      preview.reset();
      return client.invalidateQueries({ queryKey: ["quality"] });
    },
  });
  const choose = (key: string) => {
    preview.reset();
    make.reset();
    setMend(bulkMendKeys.find((one) => one === key) ?? bulkMendKeys[0]);
  };
  return (
    <section className="quality-mends">
      <h2>{t("qualityMends")}</h2>
      <p className="mute">{t("qualityMendTeach")}</p>
      <div className="quality-choose">
        <NativeSelect
          label={t("qualityMendWhich")}
          value={mend}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
          data={bulkMendKeys.map((value) => ({ value, label: say(bulkMends[value].text) }))}
        />
        <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate()}>
          {t("qualityPreview")}
        </Button>
      </div>
      {preview.error === null ? null : <Trouble error={preview.error} />}
      {make.error === null ? null : <Trouble error={make.error} />}
      {make.data === undefined ? null : <output>{t("qualityMendDone", { n: make.data.people })}</output>}
      {preview.data === undefined ? null : (
        <Preview preview={preview.data} busy={make.isPending} onMend={() => make.mutate(preview.data.digest)} />
      )}
      <Made unit={unit} asOf={asOf} />
    </section>
  );
}

function Preview({ preview, busy, onMend }: { preview: MendPreview; busy: boolean; onMend: () => void }) {
  const { t } = useLanguage();
  if (preview.people === 0) return <output>{t("qualityPreviewNone")}</output>;
  return (
    <>
      <output>{t("qualityPreviewCount", { n: preview.people })}</output>
      <table className="quality-changes">
        <thead>
          <tr>
            <th scope="col">{t("qualityPerson")}</th>
            <th scope="col">{t("qualityBefore")}</th>
            <th scope="col">{t("qualityAfter")}</th>
          </tr>
        </thead>
        <tbody>
          {preview.sample.map(({ personId, fullName, field, before, after }) => (
            <tr key={`${personId} ${field}`}>
              <th scope="row">{fullName}</th>
              <td>
                <del>{before}</del>
              </td>
              <td>
                <ins>{after}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button loading={busy} onClick={onMend}>
        {t("qualityMendDo", { n: preview.people })}
      </Button>
    </>
  );
}

function Made(where: Where) {
  const { t } = useLanguage();
  const { data } = useQuery(mendsQuery(where));
  if (data === undefined || data.length === 0) return null;
  return (
    <>
      <h3>{t("qualityMendsMade")}</h3>
      <ul className="quality-made">
        {data.map((mend) => (
          <MadeLine key={mend.mendId} where={where} mend={mend} />
        ))}
      </ul>
    </>
  );
}

function MadeLine({ where, mend }: { where: Where; mend: Mends[number] }) {
  const { t, say, time } = useLanguage();
  const client = useQueryClient();
  const officer = useOfficerName(mend.officer);
  const undo = useMutation({
    mutationFn: () => undoMend({ ...where, mendId: mend.mendId }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["quality"] }),
  });
  const known = bulkMendKeys.find((key) => key === mend.mend);
  const what = known !== undefined ? say(bulkMends[known].text) : mend.mend === "check-sheet" ? t("sheetMend") : mend.mend;
  return (
    <li>
      <span>{t("qualityMendLine", { what, n: mend.people, officer, time: time(mend.mendedAt) })}</span>
      {mend.undoneAt === null ? (
        <Button size="xs" variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
          {t("qualityUndo")}
        </Button>
      ) : (
        <span className="mute">{t("qualityUndone")}</span>
      )}
      {undo.error === null ? null : <Trouble error={undo.error} />}
    </li>
  );
}
