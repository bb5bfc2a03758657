import { readFileSync } from 'node:fs';
import {
  BID_DECIDERS,
  BID_KINDS,
  BID_OUTCOMES,
  CHANNELS,
  CHECK_ANSWERS,
  CLOSURE_REASONS,
  CONCERN_ANSWERS,
  CONFERENCE_PURPOSES,
  CONSENT_PERSONS,
  CONTACTS_REACHED,
  FILE_CHECKLIST,
  FINE_CODES,
  IDENTIFICATION_SOURCES,
  IMMEDIATE_CONCERN_TYPES,
  LEGAL_BASES,
  MONITORING_SCHEDULES,
  OVERRIDE_GROUNDS,
  PLAN_PARTIES,
  REFERRAL_PRIORITIES,
  SERVICE_TYPES,
  SHARING_CHANNELS,
  TRANSFER_REASONS,
} from '@caseward/domain';
import { describe, expect, it } from 'vitest';

const read = <T>(file: string): T =>
  JSON.parse(readFileSync(new URL(`../../libs/forms/definitions/${file}.json`, import.meta.url), 'utf8')) as T;
const offeredBy = (list: string): string[] =>
  read<{ options: { code: string }[] }>(`options/${list}`).options.map(({ code }) => code);

/** Lists whose codes a command carries too: the form and the step must not speak of different things. */
const SHARED: readonly (readonly [list: string, codes: readonly string[]])[] = [
  ['fine_concern', Object.keys(FINE_CODES)],
  ['closure_reason', CLOSURE_REASONS],
  ['identification_source', IDENTIFICATION_SOURCES],
  ['service_type', SERVICE_TYPES],
  ['consent_person', CONSENT_PERSONS],
  ['override_ground', OVERRIDE_GROUNDS],
  ['legal_basis', LEGAL_BASES],
  ['immediate_concern_type', IMMEDIATE_CONCERN_TYPES],
  ['concern_answer', CONCERN_ANSWERS],
  ['contact_reached', CONTACTS_REACHED],
  ['contact_channel', CHANNELS],
  ['plan_party', PLAN_PARTIES],
  ['monitoring_schedule', MONITORING_SCHEDULES],
  ['referral_priority', REFERRAL_PRIORITIES],
  ['sharing_channel', SHARING_CHANNELS],
  ['conference_purpose', CONFERENCE_PURPOSES],
  ['bid_kind', BID_KINDS],
  ['bid_decider', BID_DECIDERS],
  ['bid_outcome', BID_OUTCOMES],
  ['transfer_reason', TRANSFER_REASONS],
  ['check_answer', CHECK_ANSWERS],
];

describe('the options of the forms', () => {
  it.each(SHARED)('are the codes that the domain has: %s [CAT-5]', (list, codes) => {
    expect(offeredBy(list)).toEqual([...codes]);
  });

  it('name the reasons for a re-opening by the concerns, and by what broke down since [REOP-1]', () => {
    expect(offeredBy('reopening_reason')).toEqual(
      expect.arrayContaining([...Object.keys(FINE_CODES), 'breakdown_of_placement', 'death_of_caregiver']),
    );
  });

  it('go through the file in the order of the checklist [SUPV-3]', () => {
    const { sections } = read<{ sections: { fields: { id: string; type: string }[] }[] }>('file_checklist.v2');
    const items = sections.flatMap(({ fields }) => fields).filter(({ type }) => type === 'group');

    expect(items.map(({ id }) => id)).toEqual(FILE_CHECKLIST.map(({ item }) => item));
  });
});
