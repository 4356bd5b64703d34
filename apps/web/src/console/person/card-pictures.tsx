import type { CardPicture, CardView } from "@dinhdanh/cards/contract";
import { useQuery } from "@tanstack/react-query";
import { cardPictureQuery } from "../api/card-queries.ts";
import { QrPicture } from "../parts/qr-picture.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { formatPin } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";

/** Both sides as they are printed, in a layout of ours, with SPECIMEN across: not the artwork of any state's document. */
export function CardPictures({ card }: { card: CardView }) {
  const { data, error, refetch } = useQuery(cardPictureQuery(card.personId, card.cardId));
  if (data === undefined) return error === null ? <Bars rows={1} height={220} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  return (
    <div className="sides">
      <Front picture={data} />
      <Back picture={data} />
    </div>
  );
}

const Field = ({ word, value }: { word: Word; value: string }) => {
  const { t } = useLanguage();
  return value === "" ? null : (
    <div>
      <dt>{t(word)}</dt>
      <dd>{value}</dd>
    </div>
  );
};

function Front({ picture: { front, portrait } }: { picture: CardPicture }) {
  const { t } = useLanguage();
  return (
    <section className="side-of-card" aria-label={t("cardFace")}>
      <div className="side-left">
        {portrait === null ? <p className="mute small">{t("cardNoPortrait")}</p> : <img src={portrait} alt={t("cardPortrait")} />}
        <dl>
          <Field word="cardValidUntil" value={front.expiry} />
        </dl>
      </div>
      <div className="side-main">
        <p className="card-pin">{formatPin(front.number)}</p>
        <QrPicture text={front.qr} label={t("cardQr")} />
        <dl>
          <div className="side-name">
            <dt>{t("cardName")}</dt>
            <dd>
              <b>{front.fullName}</b>
            </dd>
          </div>
          <Field word="cardBirthSex" value={`${front.birthDate} · ${front.sex}`} />
          <Field word="cardNationality" value={front.nationality} />
          <Field word="cardOrigin" value={front.origin} />
          <Field word="cardResidence" value={front.residence} />
        </dl>
      </div>
      <span className="across" aria-hidden="true" data-mark={t("specimen")} />
    </section>
  );
}

function Back({ picture: { back, serial } }: { picture: CardPicture }) {
  const { t } = useLanguage();
  return (
    <section className="side-of-card side-back" aria-label={t("cardBack")}>
      <dl>
        <Field word="cardFeatures" value={back.features} />
        <Field word="cardIssuedOn" value={back.issuedOn} />
        <Field word="cardSignatory" value={back.signatory} />
        <Field word="cardSerial" value={serial ?? ""} />
      </dl>
      <svg className="card-chip" role="img" aria-label={t("cardChip")} viewBox="0 0 56 44">
        <path d="M28 0v44M0 22h56" />
      </svg>
      <p className="mrz">{back.mrz.join("\n")}</p>
      <span className="across" aria-hidden="true" data-mark={t("specimen")} />
    </section>
  );
}
