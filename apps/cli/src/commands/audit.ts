import { verifyAudit, type AuditFinding, type AuditReport } from '@caseward/persistence';
import { CheckpointFolder, checkpointFolderOf, checkpointKeyPathOf, readPublicKey } from '@caseward/security';
import { findDeployment, withRecord, type Deployment, type DeploymentOptions } from '../deployment/deployment.js';
import { CommandFailed, EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

interface AuditOptions extends DeploymentOptions {
  /** A folder of checkpoints that was kept elsewhere. */
  readonly checkpoints?: string;
  /** PEM: the public half of the key that signs, or the key itself. */
  readonly key?: string;
}

const SHOWN = 20;
const WHAT = { entries: 'entries', cases: 'cases' } as const;

/** Whether the audit trail and the record of every case are what they were when they were signed. */
export async function verifyAuditTrail(terminal: Terminal, options: AuditOptions): Promise<ExitCode> {
  const deployment = findDeployment(options);
  const { settings } = deployment;
  const folder = options.checkpoints ?? checkpointFolderOf(settings);
  const publicKey = await keyFrom(options.key ?? checkpointKeyPathOf(settings));
  const report = await withRecord(deployment, async (record) => {
    let [progress, phase] = [new Progress(terminal, { what: 'reading the checkpoints' }), ''];
    const onProgress = (now: { phase: keyof typeof WHAT; done: number; total: number }): void => {
      if (now.phase !== phase) {
        progress.end();
        progress = new Progress(terminal, { what: `verifying ${WHAT[now.phase]}`, total: now.total });
        phase = now.phase;
      }
      progress.to(now.done);
    };
    const store = new CheckpointFolder(folder);
    return verifyAudit(record, { store, publicKey, onProgress }).finally(() => progress.end());
  });
  say(terminal, report, deployment, folder);
  return report.findings.length === 0 ? EXIT.ok : EXIT.failure;
}

async function keyFrom(path: string): ReturnType<typeof readPublicKey> {
  try {
    return await readPublicKey(path);
  } catch {
    const remedy = 'give the public key, or the key, that signs the checkpoints: --key FILE.';
    throw new CommandFailed(`there is no key at ${path}`, EXIT.usage, remedy);
  }
}

function say(terminal: Terminal, report: AuditReport, { where }: Deployment, folder: string): void {
  const { findings, ...counts } = report;
  const { entries, checkpoints, cases, events, uncovered, uncopied, lastCheckpointAt } = counts;
  terminal.talk(
    `${entries} entries, ${checkpoints} checkpoints (${folder}), ${cases} cases with ${events} events of ${where}`,
  );
  if (checkpoints === 0) terminal.complain('nothing was signed yet: a cut end of the trail would not show');
  else terminal.talk(`signed last at ${lastCheckpointAt ?? ''}; ${uncovered} entries since then`);
  if (uncopied > 0) terminal.complain(`${uncopied} checkpoints are not in their second place yet`);
  if (terminal.json) {
    for (const finding of findings) terminal.record({ ok: false, ...finding });
    terminal.record({ ok: findings.length === 0, ...counts, findings: findings.length });
    return;
  }
  if (findings.length === 0)
    terminal.data(`${terminal.paint.good('✓')} the audit trail and every case are as they were signed`);
  else {
    terminal.data(`${terminal.paint.bad('✗')} ${findings.length} findings`);
    for (const finding of findings.slice(0, SHOWN)) terminal.data(`  ${inWords(finding)}`);
    if (findings.length > SHOWN) terminal.data(`  and ${findings.length - SHOWN} more: --json names all`);
  }
}

const WORDS: Readonly<Record<AuditFinding['finding'], string>> = {
  entry_missing: 'an entry was taken out',
  entry_inserted: 'an entry was put in',
  entry_changed: 'an entry was changed',
  link_broken: 'an entry does not follow the one before',
  trail_cut: 'the end of a chain was cut off',
  trail_rewritten: 'a chain was written anew: it is not what was signed',
  case_gap: 'an event was taken out of a case',
  case_link: 'an event does not follow the one before',
  case_changed: 'an event of a case was changed',
  case_cut: 'the end of a case was cut off',
  case_rewritten: 'the record of a case was written anew',
  case_event_inserted: 'an event that nobody gave stands in a case',
  checkpoint_not_signed: 'a checkpoint is not signed by this key',
  checkpoint_missing: 'a checkpoint is not there',
  checkpoint_does_not_follow: 'a checkpoint does not follow the one before',
  checkpoint_differs: 'a checkpoint of the database is another than that of the second place',
};

function inWords({ finding, chain, entryNo, caseId, seq, checkpointNo }: AuditFinding): string {
  const entry = chain === undefined ? '' : `entry ${chain}/${entryNo ?? '?'}`;
  const event = caseId === undefined ? '' : `case ${caseId}, event ${seq ?? '?'}`;
  const checkpoint = checkpointNo === undefined ? '' : `checkpoint ${checkpointNo}`;
  return `${entry}${event}${checkpoint}: ${WORDS[finding]}`;
}
