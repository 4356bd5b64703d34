import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { signIn, signInDemo } from "../api/calls.ts";
import { demoOfficersQuery, sessionQuery } from "../api/queries.ts";
import type { SignedIn } from "../api/session.ts";
import { Brand } from "../parts/brand.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { LanguageSwitch } from "../shell/language-switch.tsx";
import { useLanguage } from "../words/language.tsx";
import { DemoOfficers } from "./demo-officers.tsx";
import { SignInForm } from "./sign-in-form.tsx";

const route = getRouteApi("/dang-nhap");

export function SignInPage() {
  const { t } = useLanguage();
  const { tiep } = route.useSearch();
  const router = useRouter();
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const { data: officers = [] } = useQuery(demoOfficersQuery);
  useTitle(t("signInTitle"));
  const enter = (officer: SignedIn) => {
    client.clear();
    client.setQueryData(sessionQuery.queryKey, { officer, demo: officer.demo });
    router.history.push(tiep ?? "/");
  };
  const withPassword = useMutation({
    mutationFn: ({ code, password }: { code: string; password: string }) => signIn(code, password),
    onSuccess: enter,
  });
  const asDemo = useMutation({ mutationFn: signInDemo, onSuccess: enter });
  const error = withPassword.error ?? asDemo.error;
  return (
    <main className="page sign-in" id="content">
      <div className="sign-in-top">
        <Brand simulated={session?.demo === true} />
        <LanguageSwitch />
      </div>
      <div className="sign-in-columns">
        <section>
          <h1>{t("signInTitle")}</h1>
          <p className="mute">{t("signInLead")}</p>
          {error === null ? null : <Trouble error={error} />}
          <SignInForm busy={withPassword.isPending} onSubmit={withPassword.mutate} />
          <p className="small">
            <Link to="/kiem-tra-the">{t("verifyOpen")}</Link>
          </p>
        </section>
        {officers.length === 0 ? null : <DemoOfficers officers={officers} busy={asDemo.isPending} onChoose={asDemo.mutate} />}
      </div>
    </main>
  );
}
