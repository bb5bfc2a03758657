import type { RunHistory } from '@caseward/temporal';
import type { Payload, PayloadCodec } from '@temporalio/common';

type Change = (text: string) => string;

/** The same run with other contents in what its local activities answered: by a forger who has the key. */
export async function changedPayloads(run: RunHistory, codec: PayloadCodec, change: Change): Promise<RunHistory> {
  const events = (run.history.events ?? []).map(async (event) => {
    const marker = event.markerRecordedEventAttributes;
    if (marker?.details == null) return event;
    const details = Object.entries(marker.details).map(async ([name, { payloads }]) => {
      const changed = await Promise.all((payloads ?? []).map((payload) => changedPayload(payload, codec, change)));
      return [name, { payloads: changed }] as const;
    });
    return {
      ...event,
      markerRecordedEventAttributes: { ...marker, details: Object.fromEntries(await Promise.all(details)) },
    };
  });
  return { ...run, history: { events: await Promise.all(events) } };
}

async function changedPayload(payload: Payload, codec: PayloadCodec, change: Change): Promise<Payload> {
  const [plain] = await codec.decode([payload]);
  const text = Buffer.from(plain?.data ?? []).toString();
  const changed = change(text);
  if (changed === text) return payload;
  const [sealed] = await codec.encode([{ ...plain!, data: Buffer.from(changed) }]);
  return sealed!;
}

/** A run that was recorded by code that starts no timer. */
export function withoutTimers(run: RunHistory): RunHistory {
  const events = (run.history.events ?? []).filter((event) => event.timerStartedEventAttributes == null);
  return { ...run, history: { events } };
}

/** What stands in the answers of its local activities, and the word `timer` when it started one. */
export async function contentsOf(run: RunHistory, codec: PayloadCodec): Promise<string> {
  const texts: string[] = [];
  await changedPayloads(run, codec, (text) => {
    texts.push(text);
    return text;
  });
  if (run.history.events?.some((event) => event.timerStartedEventAttributes != null) === true) texts.push('timer');
  return texts.join('\n');
}
