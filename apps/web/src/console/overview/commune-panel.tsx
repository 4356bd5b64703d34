import type { Coverage, MainMeasure } from "@dinhdanh/campaign/contract";
import { FigureLink } from "../parts/figure-link.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { useMay, useOfficer, useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";

type Way = { word: Word; n: number; measure: MainMeasure; not?: boolean; remaining?: boolean };

/** A commune has no units below it: from here on there are people. */
export function CommunePanel({ coverage }: { coverage: Coverage }) {
  const { t } = useLanguage();
  const { asOf, list } = useView();
  const { scope } = useOfficer();
  const registers = useMay("record-events");
  const { measures, remaining } = coverage;
  const ways: Way[] = [
    { word: "communeRemaining", n: remaining, measure: "collected", not: true, remaining: true },
    { word: "communeWaiting", n: Math.max(0, measures.eligible - measures.handedOver), measure: "handedOver", not: true },
    { word: "communeActivate", n: Math.max(0, measures.eligible - measures.eidActivated), measure: "eidActivated", not: true },
    { word: "communeEveryone", n: measures.eligible, measure: "eligible" },
  ];
  return (
    <section>
      <div className="tools">
        <h2>{t("communeTitle")}</h2>
        {registers && coverage.unit === scope ? (
          <LinkButton variant="default" size="xs" to="/khai-sinh">
            {t("birthTitle")}
          </LinkButton>
        ) : null}
      </div>
      <p className="mute">{t("communeLead")}</p>
      <ul className="ways">
        {ways.map(({ word, n, ...figure }) => (
          <li key={word}>
            <span>{t(word)}</span>
            <b className="num">
              <FigureLink {...figure} n={n} unit={coverage.unit} asOf={asOf} />
            </b>
            <LinkButton
              variant="default"
              to={figure.remaining === true ? "/don-vi/$code/con-lai" : "/don-vi/$code/cong-dan"}
              params={{ code: coverage.unit }}
              search={{
                ...list,
                ...(figure.remaining === true ? {} : { "chi-so": figure.measure }),
                ...(figure.not === true && figure.remaining !== true ? { chua: "1" as const } : {}),
              }}
              aria-label={`${t("open")}: ${t(word)}`}
            >
              {t("open")}
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
