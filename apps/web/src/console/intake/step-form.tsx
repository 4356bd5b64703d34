import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useSubmitKey } from "../imports/use-submit-key.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";

type Props = {
  title: string;
  teach?: string;
  missing: Word | undefined;
  onSubmit: () => void;
  children: ReactNode;
  /** instead of “save and go on” */
  action?: string;
  disabled?: boolean;
  /** something else is pressed first: the way on does not shine yet */
  early?: boolean;
  saving: boolean;
  error: unknown;
  /** the way to what the error names */
  mend?: ReactNode;
  back: (() => void) | null;
};

/** Where the focus goes when a step opens: what the step names, what is chosen, else the first field, else the way on. */
const firsts = [
  "[data-first]:enabled, a[data-first]",
  "input:checked:enabled",
  ".step-fields :is(input, textarea, select):enabled:not([hidden])",
  "[type=submit]",
];

/** Moves the focus to where the step goes on, within the form or the whole page. */
export function focusFirst(within: ParentNode = document): void {
  firsts
    .map((selector) => within.querySelector<HTMLElement>(selector))
    .find((found) => found !== null)
    ?.focus();
}

/** A form: its heading, its fields, and the way on. Enter in a field and Ctrl + Enter anywhere go on. */
export function StepForm({
  title,
  teach,
  missing,
  onSubmit,
  children,
  action,
  disabled = false,
  early = false,
  saving,
  error,
  mend,
  back,
}: Props) {
  const { t } = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const heading = useId();
  // while something is saved the way on is disabled and cannot take the focus
  useEffect(() => (saving ? undefined : focusFirst(form.current ?? undefined)), [saving]);
  const trouble = useRef<HTMLDivElement>(null);
  // on a phone the button stays in sight and the words are further down
  useEffect(() => {
    if (error !== null) trouble.current?.scrollIntoView({ block: "center" });
  }, [error]);
  useSubmitKey(!saving && !disabled, () => form.current?.requestSubmit());
  return (
    <form
      ref={form}
      className="step"
      noValidate
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving && !disabled) onSubmit();
      }}
    >
      <h2 id={heading}>{title}</h2>
      {teach === undefined ? null : <p className="mute">{teach}</p>}
      <div className="step-fields">{children}</div>
      {error === null ? null : (
        <div ref={trouble}>
          <Trouble error={error} />
          {mend}
        </div>
      )}
      <div className="step-foot">
        {missing === undefined ? null : (
          <p className="step-missing" role="alert">
            <span aria-hidden="true">▲ </span>
            {t(missing)}
          </p>
        )}
        <Button type="submit" variant={early ? "default" : "filled"} loading={saving} disabled={disabled}>
          {action ?? t("stepSave")}
          <kbd className="on-button">Ctrl + Enter</kbd>
        </Button>
        {back === null ? null : (
          <Button variant="default" onClick={back}>
            {t("stepBack")}
          </Button>
        )}
      </div>
    </form>
  );
}
