import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ImportView } from "@dinhdanh/ledger/contract";
import { importsQuery } from "../api/queries.ts";
import { Bars } from "../parts/skeleton.tsx";
import { type Tone, Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";

const states = {
  preview: ["statePreview", "waiting"],
  running: ["stateRunning", "waiting"],
  finished: ["stateFinished", "done"],
  failed: ["stateFailed", "bad"],
} as const satisfies Record<ImportView["state"], readonly [Word, Tone]>;

export function History() {
  const { t } = useLanguage();
  const { data, error, refetch } = useQuery(importsQuery);
  return (
    <section>
      <h2>{t("historyTitle")}</h2>
      {error !== null && data === undefined ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && error === null ? <Bars rows={3} height={24} /> : null}
      {data?.length === 0 ? <p className="mute">{t("historyNone")}</p> : null}
      {data === undefined || data.length === 0 ? null : (
        <table className="stacked">
          <thead>
            <tr>
              <th scope="col">{t("historyFile")}</th>
              <th scope="col">{t("importKind")}</th>
              <th scope="col">{t("historyWhen")}</th>
              <th scope="col" className="num">
                {t("reportRead")}
              </th>
              <th scope="col" className="num">
                {t("reportRejected")}
              </th>
              <th scope="col">{t("historyState")}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((each) => (
              <Line key={each.importId} view={each} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Line({ view }: { view: ImportView }) {
  const { t, time, number } = useLanguage();
  const [word, tone] = states[view.state];
  return (
    <tr>
      <th scope="row">
        <Link to="/nhap-du-lieu/$importId" params={{ importId: view.importId }}>
          {view.fileName}
        </Link>
      </th>
      <td>{t(view.kind === "roll" ? "kindRoll" : "kindActs")}</td>
      <td className="mute">{view.startedAt === null ? "–" : time(view.startedAt)}</td>
      <td className="num" data-label={t("reportRead")}>
        {number(view.report?.read ?? view.progress.rows)}
      </td>
      <td className="num" data-label={t("reportRejected")}>
        {view.report === null ? "–" : number(view.report.rejected)}
      </td>
      <td>
        <Tag tone={tone}>{t(word)}</Tag>
      </td>
    </tr>
  );
}
