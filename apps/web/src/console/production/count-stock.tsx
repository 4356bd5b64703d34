import type { CountResult } from "@dinhdanh/cards/contract";
import { Button, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { countStock } from "../api/card-calls.ts";
import { newId } from "../parts/new-id.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";
import { readRanges } from "./serial-range.ts";

/** What lies in stock, counted by hand and compared with the books. */
export function CountStock() {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [countId, setCountId] = useState(newId);
  const { ranges, blanks, bad } = readRanges(text);
  const send = useMutation({
    mutationFn: () => countStock({ countId, ranges }),
    onSuccess: () => {
      setText("");
      setCountId(newId());
      return client.invalidateQueries({ queryKey: ["line"] });
    },
  });
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        if (bad === undefined && ranges.length > 0) send.mutate();
      }}
    >
      <h2>{t("countTitle")}</h2>
      <p className="mute small">{t("countTeach")}</p>
      <Textarea
        label={t("countRanges")}
        rows={4}
        spellCheck={false}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <output className={bad === undefined ? "mute small" : "danger small"}>
        {bad === undefined ? (ranges.length === 0 ? "" : t("countSum", { n: blanks })) : t("countBad", { n: bad })}
      </output>
      {send.error === null ? null : <Trouble error={send.error} />}
      {send.data === undefined ? null : <Result result={send.data} />}
      <div>
        <Button type="submit" variant="default" loading={send.isPending} disabled={bad !== undefined || ranges.length === 0}>
          {t("countSend")}
        </Button>
      </div>
    </form>
  );
}

function Result({ result: { missing, foundAgain, unexpected } }: { result: CountResult }) {
  const { t } = useLanguage();
  return (
    <output>
      {t("countResult", { missing: missing.length, again: foundAgain.length, odd: unexpected.length })}
      <span className="serials">{[...missing, ...unexpected].join(", ")}</span>
    </output>
  );
}
