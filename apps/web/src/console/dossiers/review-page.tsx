import { type DossierEvent, type DossierRow, events } from "@dinhdanh/dossiers/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { dossierQuery, reviewQuery } from "../api/dossier-queries.ts";
import { Blank } from "../parts/blank.tsx";
import { OnlyWho } from "../parts/only-who.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { plainKey } from "../shell/keys.ts";
import { useLanguage } from "../words/language.tsx";
import { DossierBody } from "./dossier-body.tsx";
import { EventButtons } from "./event-buttons.tsx";
import { Held, isHeld } from "./held.tsx";
import { queues } from "./queues.ts";

const route = getRouteApi("/trong/ho-so/duyet");
const keys: Partial<Record<DossierEvent, string>> = { approve: "Enter", return: "t", hold: "h" };

/** Each key presses the button that names it, so that a key does what the page shows and nothing else. */
function useReviewKeys(step: (by: 1 | -1) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = plainKey(event);
      if (key === "j") return step(1);
      if (key === "k") return step(-1);
      // Enter on a link or button is that link's or button's
      if (key === "Enter" && event.target instanceof HTMLElement && event.target.closest("a, button") !== null) return;
      const wanted = Object.entries(keys).find(([, each]) => each === key)?.[0];
      if (wanted !== undefined) document.querySelector<HTMLButtonElement>(`[data-event="${wanted}"]`)?.click();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}

export const ReviewPage = () => (
  <OnlyWho may="approve" title="bulkClosed" lead="bulkClosedLead">
    <Review />
  </OnlyWho>
);

/** One dossier after the other: look, decide, next. */
function Review() {
  const { t, rich, number } = useLanguage();
  const { hang = "cho-duyet" } = route.useSearch();
  const list = useQuery(reviewQuery(queues[hang].states));
  const rows = list.data?.dossiers ?? [];
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<ReadonlyMap<string, DossierEvent>>(new Map());
  useTitle(t("reviewTitle"));
  const step = (by: 1 | -1) => setAt(Math.max(0, Math.min(rows.length - 1, at + by)));
  useReviewKeys(step);
  const row = rows[at];
  const open = rows.filter(({ dossierId }) => !done.has(dossierId));
  const held = open.filter(isHeld).length;
  const left = open.length - held;
  return (
    <>
      <nav className="crumbs">
        <Link to="/ho-so">{t("navDossiers")}</Link>
      </nav>
      <h1>{rich("reviewHeading", { n: number(left) }, { count: left })}</h1>
      {held === 0 ? null : <p className="amber">{t("reviewHeld", { n: held })}</p>}
      <nav className="chips" aria-label={t("queueFilter")}>
        {(["cho-duyet", "vuong-mac"] as const).map((key) => (
          <Link key={key} className="chip" to="/ho-so/duyet" search={{ hang: key }} aria-current={key === hang ? "page" : undefined}>
            {t(queues[key].word)}
          </Link>
        ))}
        <span className="mute small keys">{t("reviewKeys")}</span>
      </nav>
      {list.error !== null && rows.length === 0 ? <Trouble error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Bars rows={8} height={28} /> : null}
      {list.isSuccess && rows.length === 0 ? <Blank>{t("reviewNone")}</Blank> : null}
      {row === undefined ? null : (
        <div className="review">
          <ReviewList rows={rows} at={at} done={done} onChoose={setAt} />
          <Reviewed
            key={row.dossierId}
            dossierId={row.dossierId}
            onDone={(event) => {
              setDone(new Map([...done, [row.dossierId, event]]));
              if (event !== "override") step(1);
            }}
          />
        </div>
      )}
    </>
  );
}

const show = (line: HTMLElement | null) => line?.scrollIntoView({ block: "nearest" });

/** What was decided a moment ago: approved, or sent back. */
function Decided({ event }: { event: DossierEvent | undefined }) {
  const { say } = useLanguage();
  if (event === undefined) return null;
  return event === "approve" ? <span className="green">✓ </span> : <span title={say(events[event].text)}>↩ </span>;
}

type ListProps = { rows: readonly DossierRow[]; at: number; done: ReadonlyMap<string, DossierEvent>; onChoose: (at: number) => void };

function ReviewList({ rows, at, done, onChoose }: ListProps) {
  const { t, day } = useLanguage();
  return (
    <ul className="review-list" aria-label={t("reviewTitle")}>
      {rows.map((dossier, index) => {
        const { dossierId, fullName, birthDate, manualReview } = dossier;
        return (
          <li key={dossierId} ref={index === at ? show : null}>
            <button type="button" tabIndex={index === at ? 0 : -1} aria-current={index === at} onClick={() => onChoose(index)}>
              <span>
                <Decided event={done.get(dossierId)} />
                {fullName}
              </span>
              <span className="mute small">
                {[birthDate === null ? t("bornUnknown") : day(birthDate), manualReview ? t("inSample") : null]
                  .filter((part) => part !== null)
                  .join(" · ")}
              </span>
              <Held dossier={dossier} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Reviewed({ dossierId, onDone }: { dossierId: string; onDone: (event: DossierEvent) => void }) {
  const { data, error, refetch } = useQuery(dossierQuery(dossierId));
  if (data === undefined) return error === null ? <Bars rows={8} height={28} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  return (
    <section className="reviewed" aria-label={data.fullName}>
      <h2 data-next>{data.fullName}</h2>
      <DossierBody dossier={data} actions={<EventButtons dossier={data} onDone={onDone} keys={keys} />} />
    </section>
  );
}
