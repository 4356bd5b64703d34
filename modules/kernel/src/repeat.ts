/** Work beside the requests. `stop` waits for the turn that is under way. */
export type Repeated = { stop: () => Promise<void> };
export type RepeatOptions = {
  everyMs: number;
  /** The next turn tries again. */
  onError: (error: unknown) => void;
};

/**
 * Does `work` every `everyMs` until stopped, never twice at a time: a turn that takes longer than the interval is not queued behind itself.
 * @param work answers whether more waits: then it is done again without pause
 */
export function repeat(work: () => Promise<boolean>, { everyMs, onError }: RepeatOptions): Repeated {
  const stopping = new AbortController();
  let turn: Promise<unknown> | undefined;
  const workOff = async (): Promise<void> => {
    while (!stopping.signal.aborted && (await work()));
  };
  const timer = setInterval(() => {
    turn ??= workOff()
      .catch(onError)
      .finally(() => (turn = undefined));
  }, everyMs);
  return {
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await turn;
    },
  };
}
