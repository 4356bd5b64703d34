import type { Facts } from "@dinhdanh/population/contract";
import { formatPin } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import { sexWord } from "../words/tables.ts";

/** What a card shows on its face, in a layout of ours: no state emblem, and marked as a specimen. */
export function CardFace({ facts }: { facts: Facts }) {
  const { t, day } = useLanguage();
  const { pin, fullName, birthDate, sex, origin } = facts;
  return (
    <section className="card" aria-label={t("cardFace")}>
      <svg className="card-photo" viewBox="0 0 84 112" aria-hidden="true">
        <circle cx="42" cy="44" r="18" />
        <path d="M10 112c0-26 14-40 32-40s32 14 32 40z" />
      </svg>
      <div>
        <p className="card-pin">{pin === undefined ? <span className="mute">{t("noPin")}</span> : formatPin(pin)}</p>
        <dl>
          <dt>{t("cardName")}</dt>
          <dd>
            <b>{fullName}</b>
          </dd>
          <dt>{t("cardBirthSex")}</dt>
          <dd>
            {birthDate === undefined ? t("bornUnknown") : day(birthDate)} · {t(sexWord(sex))}
          </dd>
          {origin === undefined ? null : (
            <>
              <dt>{t("cardOrigin")}</dt>
              <dd>{origin}</dd>
            </>
          )}
        </dl>
      </div>
      <span className="card-mark" aria-hidden="true">
        {t("specimen")}
      </span>
    </section>
  );
}
