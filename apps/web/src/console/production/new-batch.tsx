import type { Production } from "@dinhdanh/cards/contract";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { createBatch } from "../api/card-calls.ts";
import { NumberField } from "../parts/number-field.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { newId } from "../parts/new-id.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";

/** What a machine works off in a shift; a suggestion that can be changed. */
const usualBatch = 500;
const mostCards = 100_000;

/** A batch is seen before it is made: how many orders and how many blanks it takes. */
export function NewBatch({ production: { waiting, stock } }: { production: Production }) {
  const { t } = useLanguage();
  const [capacity, setCapacity] = useState<number>();
  // the same id until a batch was made: pressed twice, it is made once
  const [batchId, setBatchId] = useState(newId);
  const client = useQueryClient();
  const navigate = useNavigate();
  const wanted = capacity ?? Math.min(usualBatch, Math.max(1, waiting.total));
  const n = Math.min(wanted, waiting.total, stock.inStock);
  const make = useMutation({
    mutationFn: () => createBatch({ batchId, capacity: wanted }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["line"] });
      await navigate({ to: "/san-xuat/lo/$batchId", params: { batchId } });
    },
    onError: () => setBatchId(newId()),
  });
  if (waiting.total === 0) return null;
  const urgent = Math.min(n, waiting.urgent);
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        if (n > 0) make.mutate();
      }}
    >
      <h2>{t("newBatch")}</h2>
      <NumberField label={t("batchCapacity")} value={wanted} least={1} most={mostCards} onChange={setCapacity} />
      <output className="preview">
        {stock.inStock === 0 ? t("batchNoBlanks") : t("batchPreview", { n, urgent, orders: waiting.total - n, blanks: stock.inStock - n })}
        {stock.inStock > 0 && stock.inStock < Math.min(wanted, waiting.total) ? (
          <span className="warning">{t("batchShort", { n: stock.inStock })}</span>
        ) : null}
      </output>
      {make.error === null ? null : <Trouble error={make.error} />}
      <div>
        {stock.inStock === 0 ? (
          <LinkButton to="/san-xuat/phoi">{t("goToBlanks")}</LinkButton>
        ) : (
          <Button type="submit" loading={make.isPending} disabled={n === 0}>
            {t("makeBatch")}
          </Button>
        )}
      </div>
    </form>
  );
}
