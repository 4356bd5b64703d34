import { Link, useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useLanguage } from "../words/language.tsx";
import type { Place } from "./places.ts";
import { usePlaces } from "./use-places.ts";

/** Their entry stays marked on the pages below them. */
const hasPagesBelow: readonly Place[] = ["intake", "dossiers", "duplicates", "production", "desk", "import"];

/** On a phone the row is wider than the screen: the entry of the page is brought into sight, and nothing else is moved. */
function showActive(nav: HTMLElement | null): void {
  const active = nav?.querySelector<HTMLElement>(".active");
  if (nav !== null && active !== null && active !== undefined) {
    nav.scrollLeft = active.offsetLeft - (nav.clientWidth - active.offsetWidth) / 2;
  }
}

/** On a phone the same links sit at the lower edge, in reach of the thumb. */
export function Navigation() {
  const { t } = useLanguage();
  const entries = usePlaces().filter((entry) => !("aside" in entry));
  const nav = useRef<HTMLElement>(null);
  const router = useRouter();
  useEffect(() => {
    showActive(nav.current);
    return router.subscribe("onRendered", () => showActive(nav.current));
  }, [router]);
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
