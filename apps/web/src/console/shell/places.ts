import type { Word } from "../words/words.ts";

/** Pages of the navigation, with the letter that follows `g`. Those `aside` are reached from other pages: the bar holds no more at 1,366 pixels. */
export const places = [
  { place: "overview", letter: "t", word: "navOverview", shortcut: "shortcutOverview" },
  { place: "remaining", letter: "c", word: "navRemaining", shortcut: "shortcutRemaining" },
  { place: "intake", letter: "h", word: "navIntake", shortcut: "shortcutIntake" },
  { place: "dossiers", letter: "s", word: "navDossiers", shortcut: "shortcutDossiers" },
  { place: "birth", letter: "b", word: "navBirth", shortcut: "shortcutBirth", aside: true },
  { place: "duplicates", letter: "p", word: "navDuplicates", shortcut: "shortcutDuplicates" },
  { place: "ranking", letter: "x", word: "navRanking", shortcut: "shortcutRanking" },
  { place: "teams", letter: "o", word: "navTeams", shortcut: "shortcutTeams" },
  { place: "quality", letter: "q", word: "navQuality", shortcut: "shortcutQuality" },
  { place: "production", letter: "i", word: "navProduction", shortcut: "shortcutProduction" },
  { place: "desk", letter: "r", word: "navDesk", shortcut: "shortcutDesk" },
  { place: "corrections", letter: "d", word: "corrections", shortcut: "shortcutCorrections" },
  { place: "numbers", letter: "m", word: "navNumbers", shortcut: "shortcutNumbers" },
  { place: "import", letter: "n", word: "navImport", shortcut: "shortcutImport" },
  { place: "areas", letter: "v", word: "navAreas", shortcut: "shortcutAreas" },
  { place: "agencies", letter: "k", word: "navAgencies", shortcut: "shortcutAgencies" },
] as const satisfies readonly { place: string; letter: string; word: Word; shortcut: Word; aside?: true }[];
export type Place = (typeof places)[number]["place"];
