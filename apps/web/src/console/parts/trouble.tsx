import { Button } from "@mantine/core";
import { type ErrorComponentProps, Link, useParams, useRouter } from "@tanstack/react-router";
import { problemWordsFor } from "../api/problem-words.ts";
import { Problem } from "../api/problem.ts";
import { useLanguage } from "../words/language.tsx";
import { AbsentUnit } from "./absent-unit.tsx";

/** An error in words, in the place where the content would be; `page` when it is all that the page says. */
export function Trouble({ error, onRetry, page = false }: { error: unknown; onRetry?: () => void; page?: boolean }) {
  const { t } = useLanguage();
  const { code } = useParams({ strict: false });
  const { what, next, retryable } = problemWordsFor(error);
  const What = page ? "h1" : "p";
  if (code !== undefined && error instanceof Problem && error.code === "unit-not-found") return <AbsentUnit code={code} heading={What} />;
  const words = (given: typeof what) => (typeof given === "string" ? t(given) : given.said);
  return (
    <div className="trouble" role="alert">
      <What className="trouble-what">
        <span aria-hidden="true">■ </span>
        {words(what)}
      </What>
      <p>
        <Linked text={words(next)} />
      </p>
      {retryable && onRetry !== undefined ? (
        <Button variant="default" onClick={onRetry}>
          {t("retry")}
        </Button>
      ) : null}
    </div>
  );
}

const decisions = /\/dieu-chinh\/ho-so\/([\w-]+)/;

/** The server's words name a page by its address. */
function Linked({ text }: { text: string }) {
  const { t } = useLanguage();
  const [before = "", dossierId, after = ""] = text.split(decisions);
  if (dossierId === undefined) return text;
  return (
    <>
      {before}
      <Link to="/dieu-chinh/ho-so/$dossierId" params={{ dossierId }}>
        {t("correctionsPage")}
      </Link>
      {after}
    </>
  );
}

/** What failed before the page was there is asked for again with it. */
export function PageTrouble({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <Trouble error={error} onRetry={retry} page />;
}
