import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { coverageQuery, sessionQuery, startQuery, unitQuery } from "../api/queries.ts";
import { NotFound } from "../parts/not-found.tsx";
import { PageSkeleton } from "../parts/skeleton.tsx";
import { PageTrouble } from "../parts/trouble.tsx";
import { Shell } from "../shell/shell.tsx";
import * as search from "./url-state.ts";

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/dang-nhap",
  validateSearch: search.signInSearch,
  component: lazyRouteComponent(() => import("../session/sign-in-page.tsx"), "SignInPage"),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "trong",
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session.officer === null) redirect({ to: "/dang-nhap", search: location.href === "/" ? {} : { tiep: location.href }, throw: true });
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(startQuery),
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  beforeLoad: async ({ context }) => {
    const start = await context.queryClient.ensureQueryData(startQuery);
    redirect({
      to: "/don-vi/$code",
      params: { code: start.unit },
      search: { ngay: start.asOf, "chi-so": "collected" },
      replace: true,
      throw: true,
    });
  },
});

const unit = createRoute({
  getParentRoute: () => signedIn,
  path: "/don-vi/$code",
  validateSearch: search.unitSearch,
  loaderDeps: ({ search: { ngay, sinh, "dia-gioi": borders } }) => ({
    ngay,
    born: sinh,
    borders: borders === "nay" ? ("today" as const) : ("day" as const),
  }),
  // asked for while the page's code is on its way; the page says what went wrong
  loader: async ({ context: { queryClient }, params: { code }, deps: { ngay, ...deps }, cause }) => {
    if (cause === "preload") return;
    const asOf = ngay ?? (await queryClient.ensureQueryData(startQuery)).asOf;
    void queryClient.prefetchQuery(coverageQuery({ unit: code, asOf, ...deps }));
    void queryClient.prefetchQuery(unitQuery(code, asOf));
  },
  component: lazyRouteComponent(() => import("../overview/overview-page.tsx"), "OverviewPage"),
});

const remaining = createRoute({
  getParentRoute: () => signedIn,
  path: "/don-vi/$code/con-lai",
  validateSearch: search.remainingSearch,
  component: lazyRouteComponent(() => import("../people/remaining-page.tsx"), "RemainingPage"),
});

const people = createRoute({
  getParentRoute: () => signedIn,
  path: "/don-vi/$code/cong-dan",
  validateSearch: search.peopleSearch,
  component: lazyRouteComponent(() => import("../people/people-page.tsx"), "PeoplePage"),
});

const teams = createRoute({
  getParentRoute: () => signedIn,
  path: "/don-vi/$code/to-cong-tac",
  validateSearch: search.teamsSearch,
  component: lazyRouteComponent(() => import("../ranking/teams-page.tsx"), "TeamsPage"),
});

const quality = createRoute({
  getParentRoute: () => signedIn,
  path: "/don-vi/$code/chat-luong",
  validateSearch: search.qualitySearch,
  component: lazyRouteComponent(() => import("../quality/quality-page.tsx"), "QualityPage"),
});

const ranking = createRoute({
  getParentRoute: () => signedIn,
  path: "/xep-hang",
  validateSearch: search.rankingSearch,
  component: lazyRouteComponent(() => import("../ranking/ranking-page.tsx"), "RankingPage"),
});

const person = createRoute({
  getParentRoute: () => signedIn,
  path: "/cong-dan/$personId",
  validateSearch: search.personSearch,
  component: lazyRouteComponent(() => import("../person/person-page.tsx"), "PersonPage"),
});

const imports = createRoute({
  getParentRoute: () => signedIn,
  path: "/nhap-du-lieu",
  component: lazyRouteComponent(() => import("../imports/imports-page.tsx"), "ImportsPage"),
});

const importOne = createRoute({
  getParentRoute: () => signedIn,
  path: "/nhap-du-lieu/$importId",
  component: lazyRouteComponent(() => import("../imports/import-page.tsx"), "ImportPage"),
});

const agencies = createRoute({
  getParentRoute: () => signedIn,
  path: "/co-quan",
  component: lazyRouteComponent(() => import("../agencies/agencies-page.tsx"), "AgenciesPage"),
});

const intake = createRoute({
  getParentRoute: () => signedIn,
  path: "/thu-nhan",
  validateSearch: search.counterSearch,
  component: lazyRouteComponent(() => import("../intake/start-page.tsx"), "StartPage"),
});

const intakeOne = createRoute({
  getParentRoute: () => signedIn,
  path: "/thu-nhan/$dossierId",
  validateSearch: search.intakeSearch,
  component: lazyRouteComponent(() => import("../intake/wizard-page.tsx"), "WizardPage"),
});

const dossiers = createRoute({
  getParentRoute: () => signedIn,
  path: "/ho-so",
  validateSearch: search.dossierSearch,
  component: lazyRouteComponent(() => import("../dossiers/dossiers-page.tsx"), "DossiersPage"),
});

const review = createRoute({
  getParentRoute: () => signedIn,
  path: "/ho-so/duyet",
  validateSearch: search.reviewSearch,
  component: lazyRouteComponent(() => import("../dossiers/review-page.tsx"), "ReviewPage"),
});

const bulk = createRoute({
  getParentRoute: () => signedIn,
  path: "/ho-so/duyet-loat",
  component: lazyRouteComponent(() => import("../dossiers/bulk-page.tsx"), "BulkPage"),
});

const backlog = createRoute({
  getParentRoute: () => signedIn,
  path: "/ho-so/ton-dong",
  component: lazyRouteComponent(() => import("../dossiers/backlog-page.tsx"), "BacklogPage"),
});

const dossier = createRoute({
  getParentRoute: () => signedIn,
  path: "/ho-so/$dossierId",
  component: lazyRouteComponent(() => import("../dossiers/dossier-page.tsx"), "DossierPage"),
});

const production = createRoute({
  getParentRoute: () => signedIn,
  path: "/san-xuat",
  component: lazyRouteComponent(() => import("../production/production-page.tsx"), "ProductionPage"),
});

const batch = createRoute({
  getParentRoute: () => signedIn,
  path: "/san-xuat/lo/$batchId",
  component: lazyRouteComponent(() => import("../production/batch-page.tsx"), "BatchPage"),
});

const stock = createRoute({
  getParentRoute: () => signedIn,
  path: "/san-xuat/phoi",
  validateSearch: search.stockSearch,
  component: lazyRouteComponent(() => import("../production/stock-page.tsx"), "StockPage"),
});

const parcels = createRoute({
  getParentRoute: () => signedIn,
  path: "/san-xuat/kien",
  validateSearch: search.parcelsSearch,
  component: lazyRouteComponent(() => import("../production/parcels-page.tsx"), "ParcelsPage"),
});

const parcel = createRoute({
  getParentRoute: () => signedIn,
  path: "/san-xuat/kien/$parcelId",
  component: lazyRouteComponent(() => import("../production/parcel-page.tsx"), "ParcelPage"),
});

const desk = createRoute({
  getParentRoute: () => signedIn,
  path: "/tra-the",
  validateSearch: search.deskSearch,
  component: lazyRouteComponent(() => import("../desk/desk-page.tsx"), "DeskPage"),
});

const receipt = createRoute({
  getParentRoute: () => signedIn,
  path: "/tra-the/kien/$parcelId",
  component: lazyRouteComponent(() => import("../desk/receipt-page.tsx"), "ReceiptPage"),
});

const corrections = createRoute({
  getParentRoute: () => signedIn,
  path: "/dieu-chinh",
  component: lazyRouteComponent(() => import("../corrections/corrections-page.tsx"), "CorrectionsPage"),
});

const dossierCorrections = createRoute({
  getParentRoute: () => signedIn,
  path: "/dieu-chinh/ho-so/$dossierId",
  component: lazyRouteComponent(() => import("../corrections/dossier-corrections-page.tsx"), "DossierCorrectionsPage"),
});

const areas = createRoute({
  getParentRoute: () => signedIn,
  path: "/khu-vuc",
  validateSearch: search.areasSearch,
  component: lazyRouteComponent(() => import("../areas/areas-page.tsx"), "AreasPage"),
});

const birth = createRoute({
  getParentRoute: () => signedIn,
  path: "/khai-sinh",
  component: lazyRouteComponent(() => import("../birth/birth-page.tsx"), "BirthPage"),
});

const numbers = createRoute({
  getParentRoute: () => signedIn,
  path: "/so-dinh-danh",
  validateSearch: search.numbersSearch,
  component: lazyRouteComponent(() => import("../numbers/numbers-page.tsx"), "NumbersPage"),
});

/** Open to everybody: whoever is shown a card may ask. */
const verify = createRoute({
  getParentRoute: () => root,
  path: "/kiem-tra-the",
  component: lazyRouteComponent(() => import("../verify/verify-page.tsx"), "VerifyPage"),
});

const pairs = createRoute({
  getParentRoute: () => signedIn,
  path: "/trung-lap",
  validateSearch: search.pairsSearch,
  component: lazyRouteComponent(() => import("../duplicates/pairs-page.tsx"), "PairsPage"),
});

const pair = createRoute({
  getParentRoute: () => signedIn,
  path: "/trung-lap/$personId/$otherId",
  component: lazyRouteComponent(() => import("../duplicates/pair-page.tsx"), "PairPage"),
});

const shared = createRoute({
  getParentRoute: () => signedIn,
  path: "/trung-lap/so/$personId/$otherId",
  component: lazyRouteComponent(() => import("../duplicates/shared-page.tsx"), "SharedPage"),
});

const claim = createRoute({
  getParentRoute: () => signedIn,
  path: "/trung-lap/dong/$personId/$claimId",
  component: lazyRouteComponent(() => import("../duplicates/claim-page.tsx"), "ClaimPage"),
});

const routeTree = root.addChildren([
  signIn,
  verify,
  signedIn.addChildren([
    ...[
      home,
      unit,
      remaining,
      people,
      teams,
      quality,
      ranking,
      person,
      imports,
      importOne,
      corrections,
      dossierCorrections,
      birth,
      numbers,
    ],
    ...[intake, intakeOne, dossiers, review, bulk, backlog, dossier],
    ...[production, batch, stock, parcels, parcel, desk, receipt, pairs, pair, shared, claim, agencies, areas],
  ]),
]);

export const routerFor = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    parseSearch: search.parseSearch,
    stringifySearch: search.stringifySearch,
    // loads a page's code when the pointer rests on its link; its data waits for the click, since reads are logged
    defaultPreload: "intent",
    defaultPendingMs: 300,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: PageTrouble,
    scrollRestoration: true,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof routerFor>;
  }
}
