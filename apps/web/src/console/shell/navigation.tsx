import { Link } from "@tanstack/react-router";
import { useLanguage } from "../words/language.tsx";
import type { Place } from "./places.ts";
import { usePlaces } from "./use-places.ts";

/** Their entry stays marked on the pages below them. */
const hasPagesBelow: readonly Place[] = ["intake", "dossiers", "duplicates", "production", "desk", "import"];

/** On a phone the same links sit at the lower edge, in reach of the thumb. */
export function Navigation() {
  const { t } = useLanguage();
  const entries = usePlaces().filter((entry) => !("aside" in entry));
  return (
    <nav className="nav" aria-label={t("mainNavigation")}>
      {entries.map(({ place, word, link }) => (
        <Link key={place} {...link} activeOptions={{ exact: !hasPagesBelow.includes(place), includeSearch: false }} preload="intent">
          {t(word)}
        </Link>
      ))}
    </nav>
  );
}
