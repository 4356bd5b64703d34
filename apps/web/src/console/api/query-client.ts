import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { Problem } from "./problem.ts";
import { sessionQuery } from "./queries.ts";

/** Worth another try: the network was away, or the server was busy. Everything else would fail the same way. */
const passing = (error: unknown) => error instanceof Problem && (error.status === 0 || error.status === 503);

/** @param onSessionEnded called when the server no longer knows the session */
export function queryClientFor(onSessionEnded: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (!(error instanceof Problem) || error.code !== "not-signed-in") return;
    const session = client.getQueryData(sessionQuery.queryKey);
    if (session === undefined || session.officer === null) return;
    client.setQueryData(sessionQuery.queryKey, { ...session, officer: null });
    onSessionEnded();
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { staleTime: 60_000, retry: (count, error) => count < 2 && passing(error) } },
  });
  return client;
}
