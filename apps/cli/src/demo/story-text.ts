import type { Zone } from '@caseward/domain';
import { localText, type Scenario } from '@caseward/scenario';
import type { Terminal } from '../terminal/terminal.js';
import type { CaseStory, StoryLine } from './case-story.js';

const QUIET = ['child identified', 'eligibility answered', 'consent recorded'];

/** Follow-ups in time, one after the other, are one line: what matters is where the row is broken. */
function condensed(lines: readonly StoryLine[]): (StoryLine & { readonly times: number })[] {
  const rows: (StoryLine & { times: number })[] = [];
  for (const line of lines.filter(({ what }) => !QUIET.includes(what))) {
    const last = rows.at(-1);
    const ordinary = line.what === 'followed up' && line.deadlines.every((text) => text.endsWith('in time'));
    if (ordinary && last?.what === 'followed up' && last.times > 0) {
      rows[rows.length - 1] = { ...last, times: last.times + 1, deadlines: line.deadlines, at: line.at };
    } else {
      rows.push({ ...line, times: ordinary ? 1 : 0 });
    }
  }
  return rows;
}

function deadlineLine({ deadlines, breaches, escalations }: CaseStory): string {
  const ends = escalations.map(({ kind, step, end }) => `${kind} step ${step}: ${end.replaceAll('_', ' ')}`);
  return [
    `deadlines: ${deadlines.metInTime} in time, ${deadlines.metLate} late, ${deadlines.missed} missed, ${deadlines.running} running`,
    `breaches: ${breaches.standing}${breaches.withdrawn === 0 ? '' : ` and ${breaches.withdrawn} withdrawn`}`,
    `escalations: ${ends.length === 0 ? 'none' : ends.join('; ')}`,
  ].join(' | ');
}

export function storyText(terminal: Terminal, story: CaseStory, scenario: Scenario, zone: Zone): string {
  const title = [story.caseName, story.code ?? '', story.levels.join(' -> '), story.stage, story.owner ?? ''];
  const rows = condensed(story.lines).map((line) => {
    const what = line.times > 1 ? `${line.what} (${line.times} times, last here)` : line.what;
    const text = `  ${localText(zone, line.at).slice(0, 10)}  ${line.by.padEnd(10)}  ${what.padEnd(38)}  ${line.deadlines.join('; ')}`;
    return line.bad ? terminal.style('red', text.trimEnd()) : text.trimEnd();
  });
  return [
    terminal.style('bold', title.join('  ')),
    terminal.style('dim', `  ${scenario.cases[story.caseName]?.about ?? ''}`),
    ...rows,
    `  ${deadlineLine(story)}`,
    '',
  ].join('\n');
}

const COLUMNS = ['case', 'code', 'levels', 'stage', 'in time', 'late', 'missed', 'breaches', 'escalated to'] as const;
const STEPS = ['-', 'supervisor', 'manager', 'head of agency'];

export function summaryTable(terminal: Terminal, stories: readonly CaseStory[]): string {
  const cells = stories.map((story) => [
    story.caseName,
    story.code ?? '-',
    story.levels.join(' -> '),
    story.stage,
    String(story.deadlines.metInTime),
    String(story.deadlines.metLate),
    String(story.deadlines.missed),
    String(story.breaches.standing),
    STEPS[Math.max(0, ...story.escalations.map(({ step }) => step))] ?? '-',
  ]);
  const widths = COLUMNS.map((name, column) => Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [terminal.style('bold', line(COLUMNS)), ...cells.map(line)].join('\n');
}
