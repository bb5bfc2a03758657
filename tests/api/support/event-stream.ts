import type { RunningApi } from './running-api.js';

export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly caseId: string; readonly taskId: string; readonly kind: string };
}

/** Whoever can say who they are. */
export interface Listener {
  headers(): Promise<Readonly<Record<string, string>>>;
}

/** One person's live events, over a real connection. */
export class EventStream {
  readonly events: ReceivedEvent[] = [];
  readonly ended: Promise<void>;

  private constructor(
    response: Response,
    private readonly abort: AbortController,
  ) {
    this.ended = this.#read(response);
  }

  static async open(api: RunningApi, person: Listener, lastEventId?: string): Promise<EventStream> {
    await api.listen();
    const abort = new AbortController();
    const response = await fetch(`${await api.app.getUrl()}/v1/events`, {
      headers: {
        ...(await person.headers()),
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal: abort.signal,
    });
    if (!response.ok) throw new Error(`no stream: ${String(response.status)} ${await response.text()}`);
    return new EventStream(response, abort);
  }

  /** The tasks of a case that were announced, in order. */
  tasks(caseId: string): string[] {
    return this.events.filter(({ data }) => data.caseId === caseId).map(({ data }) => data.taskId);
  }

  async close(): Promise<void> {
    this.abort.abort();
    await this.ended;
  }

  async #read(response: Response): Promise<void> {
    let text = '';
    try {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        const blocks = (text + chunk).split('\n\n');
        text = blocks.pop() ?? '';
        this.events.push(...blocks.flatMap(parsed));
      }
    } catch (error) {
      if (!this.abort.signal.aborted) throw error;
    }
  }
}

function parsed(block: string): ReceivedEvent[] {
  const fields = Object.fromEntries(
    block.split('\n').flatMap((line) => {
      const at = line.indexOf(': ');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 2)]] : [];
    }),
  ) as Record<string, string>;
  if (fields['data'] === undefined) return [];
  const data = JSON.parse(fields['data']) as ReceivedEvent['data'];
  return [{ id: fields['id'] ?? '', type: fields['event'] ?? '', data }];
}
