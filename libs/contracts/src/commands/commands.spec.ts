import { PERMISSIONS, type CommandType } from '@caseward/domain';
import { describe, expect, it } from 'vitest';
import { demoDirectory } from '../demo-directory.js';
import { instantSchema, opaqueIdSchema } from '../primitives.js';
import { bodySchemaOf, commandEnvelopeSchema, PEOPLES_COMMANDS } from './command-envelope.js';
import { SERVER_FILLED } from './client-payload.js';
import { commandSchemas } from './command-schemas.js';
import { FORM_OF } from './form.js';

describe('what clients may send', () => {
  it('there is a schema for every command, and each refuses what it does not know', () => {
    expect(Object.keys(commandSchemas).sort()).toEqual(Object.keys(PERMISSIONS).sort());
    for (const schema of Object.values(commandSchemas)) {
      const codes = schema.safeParse({ noSuchField: 1 }).error?.issues.map(({ code }) => code);
      expect(codes).toContain('unrecognized_keys');
    }
  });

  it('nobody sends what the server fills', () => {
    const open = Object.entries(commandSchemas).flatMap(([command, schema]) =>
      Object.keys(schema.shape)
        .filter((field) => (SERVER_FILLED as readonly string[]).includes(field))
        .map((field) => `${command}.${field}`),
    );
    expect(open).toEqual([]);
  });

  it('a form goes with acts that have one, and with no other', () => {
    for (const command of PEOPLES_COMMANDS) {
      const { shape } = bodySchemaOf(command);
      expect('form' in shape, command).toBe(FORM_OF[command] !== null);
      expect('occurredAt' in shape, command).toBe(true);
      expect('authoredBy' in shape, command).toBe(true);
    }
  });

  it.each(['alarm', 'sync'] satisfies CommandType[])('%s is the engine’s', (type) => {
    expect(commandEnvelopeSchema.safeParse({ type, payload: {} }).success).toBe(false);
  });

  it.each([
    ['2026-06-01T10:00:00+03:00', '2026-06-01T07:00:00.000Z'],
    ['2026-06-01T00:30:00-04:30', '2026-06-01T05:00:00.000Z'],
    ['2026-06-01T10:00:00Z', '2026-06-01T10:00:00.000Z'],
    ['2026-06-01T10:00:00.123456Z', '2026-06-01T10:00:00.123Z'],
  ])('%s is %s', (written, instant) => {
    expect(instantSchema.parse(written)).toBe(instant);
  });

  it.each(['2026-06-01T10:00:00', '2026-06-01', '2026-02-30T10:00:00Z', '9999-12-31T23:59:59-14:00', 'soon', 7])(
    '%s is no instant',
    (written) => {
      expect(instantSchema.safeParse(written).success).toBe(false);
    },
  );

  it.each(['Maria Example', 'x'.repeat(101), '', '<b>', 'naïve'])('"%s" is no id', (written) => {
    expect(opaqueIdSchema.safeParse(written).success).toBe(false);
  });
});

describe('the demo directory', () => {
  const { agencies, offices, teams, people } = demoDirectory();

  it('has two agencies, an organisation that provides services, and every role that signs in', () => {
    expect(agencies).toHaveLength(3);
    const roles = new Set(people.map(({ role }) => role));
    expect([...roles].sort()).toEqual([
      'ADM',
      'BIDP',
      'COMM',
      'CONF',
      'COORD',
      'CW',
      'DE',
      'HEAD',
      'MGR',
      'RFP',
      'SUP',
    ]);
  });

  it('everybody works where the directory says, under a login and an id of their own', () => {
    const officeOf = new Map(offices.map((office) => [office.officeId, office.agencyId]));
    const teamOf = new Map(teams.map((team) => [team.teamId, team.officeId]));
    for (const { teamId, officeId, agencyId } of people) {
      if (teamId !== undefined) expect(teamOf.get(teamId)).toBe(officeId);
      if (officeId !== undefined) expect(officeOf.get(officeId)).toBe(agencyId);
    }
    expect(new Set(people.map(({ login }) => login)).size).toBe(people.length);
    expect(new Set(people.map(({ personId }) => personId)).size).toBe(people.length);
  });
});
