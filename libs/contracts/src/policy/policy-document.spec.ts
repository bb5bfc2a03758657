import { readdirSync, readFileSync } from 'node:fs';
import {
  lintDocument,
  POLICY_CATALOGUE,
  policySnapshot,
  snapshotFor,
  verdictOnDocument,
  type PolicyDocument,
} from '@caseward/domain';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { zoneNamed, PolicyDocumentError, readPolicyDocument, type DocumentFault } from './policy-document.js';

const FOLDER = `${import.meta.dirname}/../../policies`;
const example = (name: string): PolicyDocument => readPolicyDocument(readFileSync(`${FOLDER}/${name}.yaml`, 'utf8'));
const CONTRASTS = readdirSync(FOLDER)
  .map((file) => file.replace('.yaml', ''))
  .filter((name) => name !== 'default');

const HEAD = `version: sop-1
title: SOP of Nowhere
zone: Asia/Amman
effectiveFrom: 2026-07-01
`;

function faultsOf(text: string): readonly DocumentFault[] {
  try {
    readPolicyDocument(text);
    return [];
  } catch (error) {
    if (error instanceof PolicyDocumentError) return error.faults;
    throw error;
  }
}

describe('a policy document is read strictly, and every fault points at its place [SPEC-6]', () => {
  it.each<[string, string, string, number | null, RegExp]>([
    ['an unknown part', 'tittle: x\n', '/tittle', 5, /nearest is "title"/],
    ['an unknown value', 'values:\n  assesment.high: 24h\n', '/values/assesment.high', 6, /"assessment\.high"/],
    ['a value that cannot be read', 'values:\n  plan.low: soon\n', '/values/plan.low', 6, /days/],
    [
      'a value of one place',
      'contexts:\n  area-1:\n    values:\n      caseload.max: many\n',
      '/contexts/area-1/values/caseload.max',
      8,
      /cases/,
    ],
    ['an unknown part of a place', 'contexts:\n  area-1:\n    value: {}\n', '/contexts/area-1/values', null, /./],
    [
      'an approval by name and surname',
      'approvedBy:\n  - { agency: a, by: Jane Doe, on: 2026-06-01 }\n',
      '/approvedBy/0/by',
      6,
      /without personal data/,
    ],
    ['a zone that differs', 'values:\n  calendar.timezone: Asia/Beirut\n', '/values/calendar.timezone', 6, /Leave one/],
    ['a key that stands twice', 'title: again\n', '', 5, /unique/i],
    [
      'bands with a gap',
      'values:\n  reporting.age_bands: ["0-5", "7-11"]\n',
      '/values/reporting.age_bands',
      6,
      /bands/,
    ],
  ])('%s', (_, text, pointer, line, message) => {
    const fault = faultsOf(HEAD + text).find((each) => each.pointer === pointer);
    expect(fault).toMatchObject({ pointer, message: expect.stringMatching(message) });
    if (line !== null) expect(fault?.line).toBe(line);
  });

  it('names what is missing, and a zone that is none', () => {
    expect(faultsOf('version: x\n').map(({ pointer }) => pointer)).toEqual(['/title', '/effectiveFrom']);
    expect(faultsOf(HEAD.replace('zone: Asia/Amman\n', ''))).toMatchObject([{ pointer: '/zone' }]);
    expect(faultsOf(HEAD.replace('Asia/Amman', 'Asia/Nowhere'))).toMatchObject([{ pointer: '/zone', line: 3 }]);
  });

  it('takes the zone under its key of the catalogue too, and every notation of a value', () => {
    const text = `${HEAD.replace('zone: Asia/Amman\n', '')}values:
  calendar.timezone: Asia/Amman
  followup.high: 3/7
  assessment.high: { hours: 24 }
  risk.lowering_needs_supervisor: no
`;
    const document = readPolicyDocument(text);
    expect(document.zone.name).toBe('Asia/Amman');
    expect(document.values).toEqual({
      'followup.high': { times: 3, days: 7 },
      'assessment.high': { hours: 24 },
      'risk.lowering_needs_supervisor': false,
    });
  });

  it('lets a place use the levels that the document adds [A28]', () => {
    const text = readFileSync(`${FOLDER}/unrwa.yaml`, 'utf8');
    const document = readPolicyDocument(`${text}\ncontexts:\n  area-1:\n    values:\n      plan.critical: 1\n`);
    expect(snapshotFor(document, { areaId: 'area-1' }).values['plan.critical']).toBe(1);
  });
});

/** What `npx vitest run --project unit libs/contracts/src/policy --update` writes. */
function defaultText(): string {
  const head = `# Every value that a context may set, with its default, its unit and where it comes from; [D] marks a design default.
# A document of your own names only what differs. What says null is for national law and the data protection protocol:
# two of these values keep a policy from going live. Generated from the catalogue.
version: sop-default-1
title: The default standard operating procedures
zone: '+03:00'
effectiveFrom: 2000-01-01
basedOn: null
approvedBy: []

values:
`;
  const entries = Object.entries(POLICY_CATALOGUE).map(([key, { value, unit, clause }]) => {
    const lines = stringify({ [key]: value }, { lineWidth: 0 })
      .trimEnd()
      .split('\n');
    return [`# ${unit}: ${clause}`, ...lines].map((line) => `  ${line}\n`).join('');
  });
  return head + entries.join('');
}

describe('the documents that come with the program', () => {
  it('the default says every value of the catalogue as it is [SPEC-6]', async () => {
    await expect(defaultText()).toMatchFileSnapshot(`${FOLDER}/default.yaml`);
    const snapshot = snapshotFor(example('default'));
    expect(snapshot).toEqual({
      ...policySnapshot('sop-default-1', {}, zoneNamed('+03:00')),
      effectiveFrom: '2000-01-01',
    });
  });

  it.each(CONTRASTS)('%s passes the lint and may go live [SPEC-6, A76]', (name) => {
    const verdict = verdictOnDocument(example(name));
    expect(verdict.errors).toEqual([]);
    expect(verdict.mayGoLive).toBe(true);
  });

  it('contrasts are four at the least, and one of them has four active levels [A28]', () => {
    expect(CONTRASTS.length).toBeGreaterThanOrEqual(4);
    expect(snapshotFor(example('unrwa')).values['risk.levels']).toEqual(['NO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);
  });

  it('what is looser than the outer limits says why, and stays worth a look [A1]', () => {
    const warned = lintDocument(example('south-sudan')).filter(({ severity }) => severity === 'warning');
    expect(warned.some(({ keys }) => keys.includes('outer.followup'))).toBe(true);
  });
});
