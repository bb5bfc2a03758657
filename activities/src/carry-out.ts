/** Whoever carries out an order: its worker may be asked to end at any time. */
export interface Run {
  readonly stopping: AbortSignal;
  readonly alive: () => void;
}

const AT_ONCE = 4;

/**
 * Some cases side by side. One that does not answer must not keep the others waiting; a worker that ends leaves the rest.
 * @throws the first failure, once all others were tried
 */
export async function carryOut<Case>(
  cases: readonly Case[],
  { stopping, alive }: Run,
  give: (one: Case) => Promise<void>,
): Promise<void> {
  const stopped = new Promise<never>((_, reject) => {
    stopping.addEventListener('abort', () => reject(new Error('the worker ends')), { once: true });
  });
  stopped.catch(() => undefined);
  const waiting = [...cases];
  const failures: unknown[] = [];
  const takeNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !stopping.aborted; next = waiting.shift()) {
      await Promise.race([give(next), stopped]).catch((error: unknown) => failures.push(error));
      alive();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeNext));
  if (failures.length > 0) throw failures[0];
}
