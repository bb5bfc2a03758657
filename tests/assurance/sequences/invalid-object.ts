import { randomUUID } from 'node:crypto';
import type { ApiPerson } from '../../api/support/person.js';
import { refused, type Sequence } from './sequence.js';
import { LANTERN, PROVIDER, type Filled, type Site } from './site.js';

/** What is made of a good id; none of it names anything. */
const MANGLED: readonly ((id: string) => string)[] = [
  (id) => `${id}x`,
  (id) => id.slice(0, -1),
  (id) => `${id}%00`,
  (id) => `${id}%20`,
  (id) => `${id}%2f..`,
  (id) => `..%2f${id}`,
  (id) => `${id};a=b`,
  (id) => `%7b${id}%7d`,
  (id) => id.replaceAll('-', ''),
  (id) => `'${id}'`,
  (id) => `${id},${id}`,
  (id) => `${id}%27%20OR%20%271%27=%271`,
  () => '00000000-0000-0000-0000-000000000000',
  () => 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  () => randomUUID(),
  ...['null', 'undefined', '-1', '1e9', 'constructor', '__proto__', '%00', '%F0%9F%98%80', '*', '%25', 'true'].map(
    (word) => () => word,
  ),
];

type Addressed = (person: ApiPerson, id: string) => ReturnType<ApiPerson['get']>;

/** An address with one id in it, who may ask there, and a true id. */
interface Address {
  readonly name: string;
  readonly login: string;
  id(site: Site, filled: Filled): string | Promise<string>;
  at(filled: Filled): Addressed;
}

const read =
  (before: string, after = ''): Address['at'] =>
  ({ caseId }) =>
  (person, id) =>
    person.get(`${before.replace('CASE', caseId)}${id}${after}`);

const caseIn = (name: string, after: string, before = '/v1/cases/'): Address => ({
  ...{ name, login: LANTERN.supervisor, id: (_, { caseId }) => caseId, at: read(before, after) },
});

async function dutyFile(site: Site): Promise<string> {
  const rana = site.as('coord.rana');
  const body = { kind: 'sop', subjectId: site.uuid() };
  return (await site.must(rana.post<{ fileId: string }>('/v1/duty-files', body))).fileId;
}

async function handedCommand(site: Site, { caseId, supervisor }: Filled): Promise<string> {
  const key = site.uuid();
  await site.must(site.as(supervisor).post(`/v1/cases/${caseId}/notes`, { form: { text: 'invented' } }, { key }));
  return key;
}

const ADDRESSES: readonly Address[] = [
  caseIn('a case', ''),
  caseIn('the timeline of a case', '/timeline'),
  caseIn('the files of a case', '/attachments'),
  caseIn('the drafts on a case', '/drafts'),
  caseIn('the name of a case', '/name'),
  { ...caseIn('a case in the trail', '', '/v1/audit/cases/'), login: 'admin.sami' },
  { ...caseIn('accesses to a case', '/accesses', '/v1/audit/cases/'), login: 'admin.sami' },
  {
    ...{ name: 'a form of a case', login: LANTERN.worker, id: (_: Site, filled: Filled) => filled.contentId },
    at: read('/v1/cases/CASE/contents/'),
  },
  {
    ...{ name: 'a file of a case', login: LANTERN.worker, id: (_: Site, filled: Filled) => filled.attachmentId },
    at:
      ({ caseId }) =>
      (person, id) =>
        person.post(`/v1/cases/${caseId}/attachments/${id}/tickets`),
  },
  { name: 'a duty file', login: 'coord.rana', id: dutyFile, at: read('/v1/duty-files/') },
  { name: 'the versions of an SOP', login: 'coord.rana', id: dutyFile, at: read('/v1/sops/', '/versions') },
  { name: 'a command', login: LANTERN.supervisor, id: handedCommand, at: read('/v1/commands/') },
  { name: 'a version of the policy', login: 'coord.rana', id: () => 'sop-test-1', at: read('/v1/policies/') },
  { name: 'a form', login: LANTERN.worker, id: () => 'assessment', at: read('/v1/forms/') },
  {
    ...{ name: 'a shared case', login: PROVIDER, at: read('/v1/shared-cases/') },
    id: async (site, { caseId, worker }) => {
      const referral = {
        ...{ referralId: site.uuid(), service: 'medical', providerId: 'demo-rfp-tariq', priority: 'high' },
        ...{ providerAgencyId: 'agency-willow', channel: 'digital_system', urgent: true },
      };
      const url = `/v1/cases/${caseId}/referrals`;
      await site.must(site.as(worker).post(url, { ...referral, form: { text: 'invented' } }));
      return caseId;
    },
  },
];

/** A case of its own for the shared one: it stays shared. */
async function mangled(site: Site, address: Address, isBroken: boolean): Promise<string[]> {
  const filled = await site.filled(address.login === PROVIDER ? LANTERN_SHARED : LANTERN);
  const id = await address.id(site, filled);
  const ask = address.at(filled);
  const person = site.as(address.login);
  const first = await ask(person, id);
  if (first.status >= 300) return [`${address.name} with its own id answers ${String(first.status)}`];
  const fitting = MANGLED.filter((mangle) => mangle(id) !== id);
  const change = isBroken ? (same: string) => same : site.chance.one(fitting);
  return refused({ [`${address.name} as ${change('ID')}`]: () => ask(person, change(id)) }, filled.mark);
}

const LANTERN_SHARED = { ...LANTERN };

export const INVALID_OBJECT: readonly Sequence[] = ADDRESSES.map((address) => ({
  ...{ rule: 'invalid object', name: address.name },
  run: (site, isBroken) => mangled(site, address, isBroken),
}));
