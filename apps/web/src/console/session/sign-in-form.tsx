import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useLanguage } from "../words/language.tsx";

export function SignInForm({ busy, onSubmit }: { busy: boolean; onSubmit: (given: { code: string; password: string }) => void }) {
  const { t } = useLanguage();
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit({ code: code.trim(), password });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label={t("officerCode")}
        name="code"
        autoComplete="username"
        required
        withAsterisk={false}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <PasswordInput
        label={t("password")}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div>
        <Button type="submit" loading={busy}>
          {t("signIn")}
        </Button>
      </div>
    </form>
  );
}
