import type { PlayReport, StepResult } from './report.js';

/** How a report colours what matters; the identity where there is no colour. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly quiet: (text: string) => string;
}
const plain: Paint = { good: (text) => text, bad: (text) => text, quiet: (text) => text };

function stepLines(step: StepResult, paint: Paint): string[] {
  const mark = step.ok ? paint.good('✓') : paint.bad('✗');
  const happened = step.happened.length > 160 ? `${step.happened.slice(0, 157)}...` : step.happened;
  return [
    `  ${mark} ${step.at.padEnd(19)}  ${step.what}: ${paint.quiet(happened)}`,
    ...step.differences.flatMap(({ path, expected, found }) => [
      paint.bad(`      ${path}`),
      `        expected  ${expected}`,
      `        found     ${found}`,
    ]),
  ];
}

/** One scenario step by step: what happened, what was expected and what differed. */
export function reportText(report: PlayReport, paint: Paint = plain): string {
  const lines = [`${report.id}  ${report.title}  ${paint.quiet(`[${report.driver}]`)}`];
  let branch = '';
  for (const step of report.steps) {
    if (step.branch !== branch) lines.push(paint.quiet(`  -- ${step.branch}`));
    branch = step.branch;
    lines.push(...stepLines(step, paint));
  }
  const failed = report.differences.length;
  lines.push(
    report.ok ? paint.good('  as expected') : paint.bad(`  ${failed} ${failed === 1 ? 'difference' : 'differences'}`),
  );
  return lines.join('\n');
}
