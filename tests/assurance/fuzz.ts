import { OpenApi } from '@caseward/api';
import { Chance } from '../properties/random.js';
import type { Campaign, Order, Outcome } from './campaign.js';
import { onFuzzSite } from './fuzz/fuzz-site.js';
import { Fuzzer } from './fuzz/fuzzer.js';
import { Judge } from './fuzz/judge.js';
import { ApiDocument } from './fuzz/operations.js';
import { NEVER_ASKED } from './fuzz/requests.js';

/** Percent that have to be accepted: a program that refuses everything is not tested. */
const LEAST_GOOD = 30;
/** One request in so many reaches each operation and is accepted; asked of runs that are long enough to say so. */
const EACH_IN = 1000;
const LONG = 10_000;

async function run(order: Order): Promise<Outcome> {
  const { count, seed, say } = order;
  return onFuzzSite(order, async (api) => {
    const document = new ApiDocument(api.app.get(OpenApi).document());
    const most = Math.max(12, Math.min(600, Math.ceil(count / 60)));
    const fuzzer = new Fuzzer(api, document, new Chance(seed), new Judge(document), most);
    for (let told = 1000; fuzzer.sent < count;) {
      await fuzzer.step(count - fuzzer.sent);
      if (fuzzer.sent < told) continue;
      say(`${String(fuzzer.sent)} requests, ${String(fuzzer.counts.get('2xx') ?? 0)} of them 2xx`);
      told += 1000;
    }
    return outcomeOf(fuzzer, say, await fuzzer.planted());
  });
}

/** Operations that too few requests reached, with how many did. */
function tooRarely(fuzzer: Fuzzer, accepted: ReadonlyMap<string, number>): string[] {
  if (fuzzer.sent < LONG) return [];
  const least = Math.floor(fuzzer.sent / EACH_IN);
  return fuzzer.document.operations
    .filter(({ name }) => !(name in NEVER_ASKED) && (accepted.get(name) ?? 0) < least)
    .map(({ name }) => `${name} accepted ${String(accepted.get(name) ?? 0)} times, not ${String(least)}`);
}

function outcomeOf(fuzzer: Fuzzer, say: Order['say'], controls: Outcome['controls']): Outcome {
  const { sent, accepted, counts, findings, document } = fuzzer;
  const times = document.operations
    .filter(({ name }) => !(name in NEVER_ASKED))
    .map(({ name }) => [accepted.get(name) ?? 0, name] as const)
    .sort(([a], [b]) => a - b);
  const asked = fuzzer.refusedMost(60);
  for (const line of asked) say(line);
  for (const [number, name] of times.slice(0, 10)) say(`accepted least: ${String(number)} ${name}`);
  const good = counts.get('2xx') ?? 0;
  return {
    counts: {
      ...{ requests: sent, operations: document.operations.length, cases: fuzzer.cases.size },
      ...Object.fromEntries([...counts].sort()),
      'operations that accepted a request': accepted.size,
      'accepted by the operation that accepted least': times[0]?.[0] ?? 0,
      'percent answered 2xx': Math.floor((100 * good) / sent),
    },
    findings: [
      ...[...findings].map(([words, number]) => `${words} (${String(number)} times)`),
      ...(good * 100 < sent * LEAST_GOOD ? [`only ${String(good)} of ${String(sent)} answered 2xx`] : []),
      ...tooRarely(fuzzer, accepted),
    ],
    controls: {
      ...controls,
      'an operation that nobody reached': sent < LONG || tooRarely(fuzzer, new Map()).length > 0,
    },
  };
}

/** S4, S10: requests made from the API's own description. */
export const campaign: Campaign = {
  name: 'fuzz',
  about: 'whatever is asked, the API answers as it is described, breaks never, and tells nobody what is not theirs:',
  unit: 'requests',
  small: 400,
  full: 100_000,
  run,
};
