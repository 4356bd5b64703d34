import { Button } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ReactNode, useCallback } from "react";
import { Bars } from "./skeleton.tsx";
import { Trouble } from "./trouble.tsx";
import { useRowKeys } from "./use-row-keys.ts";

/** The pages of a list that have come, and how to ask for the next. */
export type Paged<Page> = { pages: Page[]; stale: boolean; hasMore: boolean; busy: boolean; onMore: () => void };

type ListProps<Page> = { list: UseInfiniteQueryResult<InfiniteData<Page>>; children: (paged: Paged<Page>) => ReactNode };

/** A list that comes page by page: what went wrong, its outline until the first page is there, then its rows. */
export function PagedList<Page>({ list, children }: ListProps<Page>) {
  const { data, error, refetch, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  if (data === undefined) return error === null ? <Bars rows={10} height={36} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  return children({
    ...{ pages: data.pages, stale: isPlaceholderData, hasMore: hasNextPage, busy: isFetchingNextPage },
    onMore: () => void fetchNextPage(),
  });
}

type RowsProps = {
  paged: Omit<Paged<unknown>, "pages">;
  /** how many rows there are */
  count: number;
  /** said below: how many of how many */
  shown: string;
  /** on the button for the next page */
  more: string;
  children: ReactNode;
};

/** The rows of a list under the keys j and k, and its foot. */
export function PagedRows({ paged: { stale, hasMore, busy, onMore }, count, shown, more, children }: RowsProps) {
  const onEnd = useCallback(() => {
    if (hasMore && !busy) onMore();
  }, [hasMore, busy, onMore]);
  const rows = useRowKeys(count, onEnd);
  return (
    <div ref={rows} className={stale ? "stale" : undefined} aria-busy={stale}>
      {children}
      <div className="list-foot">
        <span className="mute">{shown}</span>
        {hasMore ? (
          <Button variant="default" loading={busy} onClick={onMore}>
            {more}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
