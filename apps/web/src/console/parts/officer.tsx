import { useQuery } from "@tanstack/react-query";
import { officerNameQuery } from "../api/queries.ts";
import { useLanguage } from "../words/language.tsx";

const system = "system";

/** An officer by name and code, for a sentence; by code alone until the name is there, or where nobody bears it. */
export function useOfficerName(code: string | null): string {
  const { t } = useLanguage();
  const { data } = useQuery({ ...officerNameQuery(code ?? ""), enabled: code !== null && code !== system });
  if (code === null || code === system) return t("officerSystem");
  return data === undefined || data.name === null ? code : `${data.name} (${code})`;
}

export const OfficerName = ({ code }: { code: string | null }) => useOfficerName(code);

/** Who did something, on its own: the system, or an officer called that. */
export function Officer({ code }: { code: string | null }) {
  const { t } = useLanguage();
  const name = useOfficerName(code);
  return code === null || code === system ? name : t("officer", { code: name });
}
