import { readFileSync } from 'node:fs';
import { PEOPLES_COMMANDS } from '@caseward/contracts';
import { expect, it } from 'vitest';
import { addressed } from './routes.js';

const description = JSON.parse(readFileSync(`${import.meta.dirname}/../../../api/openapi.json`, 'utf8')) as {
  paths: Record<string, Record<string, unknown>>;
};
const posts = Object.entries(description.paths)
  .filter(([, methods]) => 'post' in methods)
  .map(([path]) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`));

it.each(PEOPLES_COMMANDS)('%s goes where the published description has a POST', (command) => {
  const payload = { concernId: 'c1', escalationId: 'assessment:1:5#2' };
  const { path } = addressed(command, '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', payload);
  expect(
    posts.some((post) => post.test(path)),
    path,
  ).toBe(true);
});

it('fields that the address gives are not repeated in the body', () => {
  expect(addressed('confirmLowering', 'k', { concernId: 'c1' })).toEqual({
    path: '/v1/cases/k/lowerings/c1/confirmation',
    body: {},
  });
  expect(addressed('reassignEscalation', 'k', { escalationId: 'plan:1:5#2', toPersonId: 'p' })).toEqual({
    path: '/v1/escalations/k~plan%3A1%3A5~2/reassignment',
    body: { toPersonId: 'p' },
  });
});
