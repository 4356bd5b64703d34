import { locales } from "@dinhdanh/kernel/contract";
import { useLanguage } from "../words/language.tsx";

const names = { vi: "Tiếng Việt", en: "English" };

export function LanguageSwitch() {
  const { locale, setLocale, t } = useLanguage();
  return (
    <fieldset className="languages" aria-label={t("language")}>
      {locales.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === locale}
          aria-label={`${each.toUpperCase()}: ${names[each]}`}
          onClick={() => setLocale(each)}
        >
          {each.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
