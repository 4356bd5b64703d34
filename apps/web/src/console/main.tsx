/* oxlint-disable import/no-unassigned-import -- style sheets have nothing to name; here, so that the tools see the package used */
import "@fontsource/be-vietnam-pro/400.css";
import "@fontsource/be-vietnam-pro/600.css";
/* oxlint-enable import/no-unassigned-import */
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClientFor } from "./api/query-client.ts";
import { routerFor } from "./routing/router.tsx";
import { keepFocus } from "./shell/keep-focus.ts";
import { theme, variables } from "./theme/theme.ts";
import { LanguageProvider } from "./words/language.tsx";

const colours = localStorageColorSchemeManager({ key: "dinhdanh-colour" });
const queryClient = queryClientFor(() => {
  const { pathname, href } = router.state.location;
  if (pathname !== "/dang-nhap") void router.navigate({ to: "/dang-nhap", search: { tiep: href } });
});
const router = routerFor(queryClient);

keepFocus();

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} colorSchemeManager={colours} defaultColorScheme="auto">
      <LanguageProvider>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  </StrictMode>,
);
