import type { InboxChange } from '@caseward/persistence';
import { expect, it } from 'vitest';
import type { Caller } from '../access/caller.js';
import { concerns } from './inbox-stream.js';

const manager: Caller = { personId: 'p-1', role: 'MGR', officeId: 'o-1', agencyId: 'a-1', displayName: 'Invented' };
const change: InboxChange = {
  ...{ cursor: 'c', caseId: 'file-1', taskId: 'duty:complaint_answer', kind: 'put', assigneePerson: null },
  ...{ assigneeRole: 'MGR', assigneeScope: 'o-1', teamId: null, officeId: 'o-1', agencyId: 'a-1', hiddenFrom: [] },
};

it('a change of a file is announced to its office, but not to whom the file is hidden from [IM-12]', () => {
  expect(concerns(change, manager)).toBe(true);
  expect(concerns({ ...change, hiddenFrom: null }, manager)).toBe(true);
  expect(concerns({ ...change, hiddenFrom: ['p-1'] }, manager)).toBe(false);
  expect(concerns({ ...change, assigneePerson: 'p-1', hiddenFrom: ['p-1'] }, manager)).toBe(false);
});
