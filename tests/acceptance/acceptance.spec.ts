import { readdirSync, readFileSync } from 'node:fs';
import { parseScenario, play, reportText, startDomainDriver } from '@caseward/scenario';
import { describe, expect, it } from 'vitest';

const files = readdirSync(import.meta.dirname).filter(
  (name) => name.endsWith('.json') && !name.endsWith('.schema.json'),
);
const readText = (path: string): string => readFileSync(`${import.meta.dirname}/${path}`, 'utf8');
const scenarios = files.map((file) => parseScenario(readText(file), readText));

describe('scenario files on the pure domain', () => {
  it.each(scenarios.map((scenario) => [`${scenario.id} ${scenario.title} [${scenario.rules.join(' ')}]`, scenario]))(
    '%s',
    async (_, scenario) => {
      const report = await play(scenario, startDomainDriver);
      expect(report.differences, reportText(report)).toEqual([]);
    },
  );

  it('plays the example that explains the format', async () => {
    const manual = readFileSync(`${import.meta.dirname}/../../libs/scenario/README.md`, 'utf8');
    const [, example = ''] = /```json\n(.*?)```/s.exec(manual) ?? [];
    const report = await play(parseScenario(example), startDomainDriver);
    expect(report.differences, reportText(report)).toEqual([]);
  });

  it('plays the caseload of the demonstration', async () => {
    const caseload = readFileSync(`${import.meta.dirname}/../../apps/cli/examples/caseload.json`, 'utf8');
    const report = await play(parseScenario(caseload), startDomainDriver);
    expect(report.differences, reportText(report)).toEqual([]);
  });

  it('has a file of its own name for each scenario', () => {
    expect(files.map((file) => file.replace('.json', ''))).toEqual(scenarios.map(({ id }) => id));
  });
});
