import { useQuery } from "@tanstack/react-query";
import { deskQuery } from "../api/card-queries.ts";
import { RejectContent } from "../parts/reject-content.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";
import { sexWord } from "../words/tables.ts";
import { HandOverForm } from "./hand-over-form.tsx";
import { ReturnForm } from "./return-form.tsx";

type Props = { unit: string; serial: string; onDone: (said: string) => void; onClose: () => void };

/** The card in the officer's hand: whose it is, and the proof of handing it over. */
export function HandOverPanel({ unit, serial, onDone, onClose }: Props) {
  const { t, day } = useLanguage();
  const { data, error, refetch } = useQuery(deskQuery({ unit, serial, offset: 0, limit: 1 }));
  if (data === undefined) return error === null ? <Bars rows={4} height={32} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  const [card] = data.cards;
  if (card === undefined) {
    return (
      <div className="trouble" role="alert">
        <p className="trouble-what">
          <span aria-hidden="true">■ </span>
          <span className="serial">{serial}</span>
        </p>
        <p>{t("cardNotHere")}</p>
        <button type="button" className="plain" onClick={onClose}>
          {t("close")}
        </button>
      </div>
    );
  }
  const born = card.birthDate === null ? t("bornUnknown") : day(card.birthDate);
  return (
    // Escape leads back to the box: the wrong card was scanned
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className="panel hand-over" aria-labelledby="hand-over" onKeyDown={({ key }) => key === "Escape" && onClose()}>
      <div className="tools">
        <h2 id="hand-over">{t("handOverTitle", { name: card.fullName })}</h2>
        <button type="button" className="plain" onClick={onClose}>
          {t("close")}
        </button>
      </div>
      <p>
        {t("handOverLead", { born, sex: t(sexWord(card.sex)), address: card.address ?? "–" })} · <span className="serial">{serial}</span>
      </p>
      <HandOverForm card={card} onDone={() => onDone(t("handedOver", { serial, name: card.fullName }))} />
      <ReturnForm card={card} onDone={() => onDone(t("returned", { serial }))} />
      <details className="other-way">
        <summary>{t("rejectContent")}</summary>
        <RejectContent card={{ ...card, state: "received" }} onDone={() => onDone(t("contentRejected", { serial }))} />
      </details>
    </section>
  );
}
