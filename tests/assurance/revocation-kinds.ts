import { randomUUID } from 'node:crypto';
import { demoPerson, type OpenSessionView, type PostsView, type PostView } from '@caseward/contracts';
import { upsertAccounts } from '@caseward/persistence';
import { applied } from '../api/support/casework.js';
import { ApiPerson } from '../api/support/person.js';
import type { RunningApi } from '../api/support/running-api.js';

/** One way in which somebody loses what they could read. */
export interface Kind {
  readonly name: string;
  /** null: this reader has no stream about the case; false: the stream goes on, without the case. */
  readonly streamEnds: boolean | null;
  /** Somebody who can read the case, in a session that just began. */
  reader(): Promise<ApiPerson>;
  /** Takes the right away; resolves with the acknowledgement. */
  revoke(): Promise<void>;
  /** Gives it back for the next trial. */
  restore(): Promise<void>;
}

const HARBOUR = { teamId: 'team-harbour', officeId: 'office-coast', agencyId: 'agency-lantern' };
const SUPERVISOR = { role: 'SUP', teamId: HARBOUR.teamId };

/** A session of its own: no two have the same methods. */
export const fresh = (api: RunningApi, login: string, ...methods: string[]): ApiPerson =>
  new ApiPerson(api, login, ['pwd', ...methods, randomUUID()]);

/** A supervisor of the team whose posts come and go. */
class Movable {
  #postId = '';

  constructor(
    readonly api: RunningApi,
    readonly login: string,
  ) {}

  as(login: string, ...methods: string[]): ApiPerson {
    return fresh(this.api, login, ...methods);
  }

  get personId(): string {
    return `moves-${this.login}`;
  }

  async reader(): Promise<ApiPerson> {
    const { items } = (await this.as('head.lena').get<PostsView>(`/v1/people/${this.personId}/posts`)).body;
    this.#postId = items.at(-1)?.postId ?? '';
    return Promise.resolve(this.as(this.login));
  }

  async open(by: string, post: object): Promise<void> {
    const { status, text, body } = await this.as(by).post<PostView>(`/v1/people/${this.personId}/posts`, post);
    if (status !== 201) throw new Error(`no post was opened: ${text}`);
    this.#postId = body.postId;
  }

  async end(by: string): Promise<void> {
    const { status, text } = await this.as(by).post(`/v1/posts/${this.#postId}/end`, { reason: 'left' });
    if (status !== 200) throw new Error(`the post was not ended: ${text}`);
  }
}

async function movable(api: RunningApi, login: string): Promise<Movable> {
  const one = new Movable(api, login);
  const account = { personId: one.personId, displayName: login, login, passwordHash: '-', active: true };
  await upsertAccounts(api.dataSource, [{ ...account, ...HARBOUR, role: 'SUP' }]);
  return one;
}

function moving(name: string, who: Movable, move: () => Promise<void>, back: () => Promise<void>): Kind {
  return { name, streamEnds: true, reader: () => who.reader(), revoke: move, restore: back };
}

async function postKinds(api: RunningApi): Promise<Kind[]> {
  const [leaver, clerk, orchard, inland, elsewhere] = (await Promise.all(
    ['leaver', 'clerk', 'orchard', 'inland', 'elsewhere'].map((login) => movable(api, login)),
  )) as [Movable, Movable, Movable, Movable, Movable];
  const back = (who: Movable) => () => who.open('head.lena', SUPERVISOR);
  return [
    moving('post ended', leaver, () => leaver.end('mgr.gale'), back(leaver)),
    moving('another role', clerk, () => clerk.open('mgr.gale', { role: 'DE', teamId: HARBOUR.teamId }), back(clerk)),
    moving(
      'another team',
      orchard,
      () => orchard.open('mgr.gale', { ...SUPERVISOR, teamId: 'team-orchard' }),
      back(orchard),
    ),
    moving(
      'another office',
      inland,
      () => inland.open('head.lena', { ...SUPERVISOR, teamId: 'team-ridge' }),
      back(inland),
    ),
    moving(
      'another agency',
      elsewhere,
      async () => {
        await elsewhere.end('mgr.gale');
        await elsewhere.open('mgr.pilar', { ...SUPERVISOR, teamId: 'team-ferry' });
      },
      async () => {
        await elsewhere.end('mgr.pilar');
        await elsewhere.open('head.lena', SUPERVISOR);
      },
    ),
  ];
}

/** The session ends from another device of the same person. */
export function sessionEnded(api: RunningApi, name: string, login: string): Kind {
  const here = fresh(api, login);
  let lost = '';
  const open = async (): Promise<OpenSessionView[]> =>
    (await here.get<{ sessions: OpenSessionView[] }>('/v1/sessions')).body.sessions;
  return {
    ...{ name, streamEnds: true },
    reader: async () => {
      const before = new Set((await open()).map(({ sessionId }) => sessionId));
      const reader = fresh(api, login);
      await reader.get('/v1/me');
      lost = (await open()).find(({ sessionId }) => !before.has(sessionId))?.sessionId ?? '';
      return reader;
    },
    revoke: async () => {
      const { status } = await here.delete(`/v1/sessions/${lost}`);
      if (status !== 204) throw new Error(`the session was not ended: ${String(status)}`);
    },
    restore: () => Promise.resolve(),
  };
}

/** All sessions of a person in one act: by whoever runs the system, or all but one by the person. */
async function allSessionsEnded(api: RunningApi): Promise<Kind[]> {
  const [suspect, tidy] = await Promise.all([movable(api, 'suspect'), movable(api, 'tidy')]);
  const kept = fresh(api, tidy.login);
  await kept.get('/v1/me');
  const kind = (
    name: string,
    who: Movable,
    act: () => Promise<{ readonly status: number; readonly text: string }>,
  ): Kind => ({
    ...{ name, streamEnds: true },
    reader: () => Promise.resolve(fresh(api, who.login)),
    revoke: async () => {
      const { status, text } = await act();
      if (status >= 300) throw new Error(`the sessions were not ended: ${text}`);
    },
    restore: () => Promise.resolve(),
  });
  const url = `/v1/people/${suspect.personId}/session-ends`;
  return [
    kind('sessions ended by an administrator', suspect, () =>
      fresh(api, 'admin.sami').post(url, { reason: 'suspected_misuse' }),
    ),
    kind('all other sessions ended', tidy, () => kept.delete('/v1/sessions?except=current')),
  ];
}

function reassigned(api: RunningApi, caseId: string): Kind {
  let [from, to] = ['cw.amal', 'cw.basim'];
  return {
    ...{ name: 'case handed to somebody else', streamEnds: false },
    reader: () => Promise.resolve(fresh(api, from)),
    revoke: async () => {
      const body = { to: { caseworkerId: demoPerson(to).personId }, childAndFamilyConsulted: true };
      applied(await fresh(api, 'sup.badr').post(`/v1/cases/${caseId}/owner`, body));
    },
    restore: () => {
      [from, to] = [to, from];
      return Promise.resolve();
    },
  };
}

function assignmentEnded(api: RunningApi, caseId: string): Kind {
  const body = { personId: demoPerson('de.kim').personId };
  return {
    ...{ name: 'data entry ended', streamEnds: null },
    reader: async () => {
      const { status, text } = await fresh(api, 'cw.amal').post(`/v1/cases/${caseId}/data-entry`, body);
      if (status !== 201) throw new Error(text);
      return fresh(api, 'de.kim');
    },
    revoke: async () => {
      const { status, text } = await fresh(api, 'cw.amal').post(`/v1/cases/${caseId}/data-entry-ends`, body);
      if (status !== 200) throw new Error(text);
    },
    restore: () => Promise.resolve(),
  };
}

function emergencyEnded(
  api: RunningApi,
  name: string,
  login: string,
  caseId: string,
  end: (at: string) => Promise<void>,
): Kind {
  let at = '';
  return {
    ...{ name, streamEnds: null },
    reader: async () => {
      const accessId = `trial-${randomUUID().slice(0, 8)}`;
      at = `/v1/cases/${caseId}/emergency-accesses/${accessId}`;
      const body = { accessId, reason: 'police_or_court', form: { call: 'invented' } };
      const reader = fresh(api, login, 'otp');
      applied(await reader.post(`/v1/cases/${caseId}/emergency-accesses`, body));
      return reader;
    },
    revoke: () => end(at),
    restore: () => Promise.resolve(),
  };
}

/** @param cases of cw.amal, one for each kind that changes the case itself */
export async function kindsOf(api: RunningApi, cases: readonly [string, string, string, string]): Promise<Kind[]> {
  const [handed, typed, reviewed, ended] = cases;
  const review = { justified: false, form: { found: 'invented' } };
  return [
    ...(await postKinds(api)),
    sessionEnded(api, 'session ended from another device', 'sup.salma'),
    ...(await allSessionsEnded(api)),
    reassigned(api, handed),
    assignmentEnded(api, typed),
    emergencyEnded(api, 'emergency found not justified', 'cw.carla', reviewed, async (at) => {
      applied(await fresh(api, 'sup.badr').post(`${at}/review`, review));
    }),
    emergencyEnded(api, 'emergency ended', 'cw.dunya', ended, async (at) => {
      applied(await fresh(api, 'sup.badr').post(`${at}/end`, {}));
    }),
  ];
}
