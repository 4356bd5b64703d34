import { Outlet } from "@tanstack/react-router";
import { Brand } from "../parts/brand.tsx";
import { useStart } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { Navigation } from "./navigation.tsx";
import { OfflineBar } from "./offline-bar.tsx";
import { SearchBox } from "./search-box.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { useHeadingFocus } from "./use-heading-focus.ts";

/** The frame around every page of a signed-in officer. */
export function Shell() {
  const { t } = useLanguage();
  const { campaign } = useStart();
  useHeadingFocus();
  return (
    <>
      <a className="skip" href="#content">
        {t("skipToContent")}
      </a>
      <OfflineBar />
      <header className="top">
        <Brand simulated={campaign?.simulated === true} />
        <Navigation />
        <SearchBox />
        <LanguageSwitch />
        <AccountMenu />
      </header>
      <main className="page" id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <Shortcuts />
    </>
  );
}
