import { lookup } from 'node:dns/promises';
import { setTimeout as delay } from 'node:timers/promises';

const HOST = 'temporal.download';
const PATIENCE_MS = 2_000;

/** Whether the host of the SDK's downloads has an address here. Only a hint: the SDK itself decides what it can fetch. */
export async function reachable() {
  const controller = new AbortController();
  const patience = delay(PATIENCE_MS, false, { signal: controller.signal }).catch(() => false);
  const answer = lookup(HOST).then(
    () => true,
    () => false,
  );
  const result = await Promise.race([answer, patience]);
  controller.abort();
  return result;
}
