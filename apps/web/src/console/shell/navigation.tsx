import { Link } from "@tanstack/react-router";
import { useActiveShown } from "../parts/use-active-shown.ts";
import { useLanguage } from "../words/language.tsx";
import type { Place } from "./places.ts";
import { usePlaces } from "./use-places.ts";

/** Their entry stays marked on the pages below them. */
const hasPagesBelow: readonly Place[] = ["intake", "dossiers", "duplicates", "production", "desk", "import"];

/** On a phone the same links sit at the lower edge, in reach of the thumb. */
export function Navigation() {
  const { t } = useLanguage();
  const entries = usePlaces().filter((entry) => !("aside" in entry));
  const nav = useActiveShown();
  return (
    <nav ref={nav} className="nav" aria-label={t("mainNavigation")}>
      {entries.map(({ place, word, link }) => (
        <Link key={place} {...link} activeOptions={{ exact: !hasPagesBelow.includes(place), includeSearch: false }} preload="intent">
          {t(word)}
        </Link>
      ))}
    </nav>
  );
}
