import type { Cast, DutySubject, SentDuty } from '@caseward/scenario';

export interface AddressedDuty {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const post = (path: string, body: AddressedDuty['body']): AddressedDuty => ({ method: 'POST', path, body });

/** What the directory keeps of a service beside what its record says of it. */
function entryOf(cast: Cast, { as }: SentDuty): AddressedDuty['body'] {
  const { caseworkerId, agencyId } = cast.owner(as);
  return {
    organisation: 'Service (played)',
    providerId: caseworkerId,
    providerAgencyId: agencyId,
    contactRole: 'focal point (played)',
    channel: 'phone',
  };
}

/** An act on a duty file as address and body: most go to the file, some to an address of their own. */
export function addressedDuty(
  sent: SentDuty,
  { kind, subjectId, scope }: DutySubject,
  fileId: string,
  cast: Cast,
): AddressedDuty {
  const { type, payload } = sent;
  const form = sent.form === undefined ? {} : { form: sent.form };
  const { entryId, digest: _, ...entry } = payload;
  const directory = scope.agencyId === null ? 'common' : 'own';
  switch (type) {
    case 'openDutyFile':
      return post('/v1/duty-files', { kind, subjectId });
    case 'registerDataBreach':
      return post('/v1/data-breaches', { ...payload, ...form });
    case 'receiveComplaint':
      return post('/v1/complaints', { ...payload, ...form });
    case 'recordAccessRequest':
      return post(`/v1/cases/${subjectId}/access-requests`, { ...payload, ...form });
    case 'keepDirectoryEntry':
      return {
        method: 'PUT',
        path: `/v1/directory/${String(entryId)}`,
        body: { ...entryOf(cast, sent), ...entry, directory },
      };
    case 'confirmDirectoryEntry':
      return post(`/v1/directory/${String(entryId)}/confirmation`, {});
    default:
      return post(`/v1/duty-files/${fileId}/commands`, { type, payload, ...form });
  }
}
