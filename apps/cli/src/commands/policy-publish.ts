import { createClock } from '@caseward/config';
import { localDateSchema } from '@caseward/contracts';
import {
  agreementBySop,
  DomainError,
  isAgreed,
  simulatedInstant,
  verdictOnDocument,
  type PolicyDocument,
} from '@caseward/domain';
import {
  commonSops,
  ConflictError,
  digestOfDocument,
  findAccount,
  publishDocument,
  readClockSegments,
  type PublishedPolicy,
} from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { findDeployment, withRecord, type DeploymentOptions } from '../deployment/deployment.js';
import { readablePolicy } from '../policy/policy-files.js';
import { CommandFailed, EXIT, type ExitCode } from '../terminal/exit-codes.js';
import type { Terminal } from '../terminal/terminal.js';

interface PublishOptions extends DeploymentOptions {
  readonly effectiveFrom?: string;
  /** Login of the administrator. */
  readonly as: string;
}

/** Section 2: the administrator loads what the coordination group agreed to. */
async function administrator(record: DataSource, login: string): Promise<string> {
  const account = await findAccount(record, login);
  if (account?.active === true && account.role === 'ADM') return account.personId;
  throw new CommandFailed(
    `${login} is no administrator of this deployment`,
    EXIT.usage,
    'name the login of one: --as adm.name',
  );
}

function assertPublishable(document: PolicyDocument, isReal: boolean): void {
  const { errors, blocksGoLive } = verdictOnDocument(document);
  const findings = [...errors, ...(isReal ? blocksGoLive : [])];
  if (findings.length > 0) {
    const lines = findings.map(({ message, rule }) => `${message} (${rule})`);
    throw new CommandFailed(lines.join('\n'), EXIT.failure, 'correct the document; caseward policy lint shows more.');
  }
  if (isAgreed(document)) return;
  throw new CommandFailed(
    'the coordination group has not agreed (SPEC-2)',
    EXIT.failure,
    'record it in the document: approvedBy: [{ agency: ..., by: COORD, on: ... }]',
  );
}

function withFirstDay(document: PolicyDocument, effectiveFrom: string | undefined): PolicyDocument {
  if (effectiveFrom === undefined) return document;
  if (localDateSchema.safeParse(effectiveFrom).success) return { ...document, effectiveFrom };
  throw new CommandFailed(`${effectiveFrom} is no date`, EXIT.usage, 'give it as 2026-07-01.');
}

/** SOP-5: where the agencies keep an SOP, its signatures are the approvals and its day is the first one. */
async function asSigned(
  record: DataSource,
  text: string,
  document: PolicyDocument,
  asked: string | undefined,
): Promise<PolicyDocument> {
  const signed = { version: document.version, digest: digestOfDocument(text) };
  try {
    const agreed = agreementBySop(await commonSops(record), signed, asked ?? null);
    if (agreed === null) return document;
    const approvedBy = [...document.approvedBy, ...agreed.approvals];
    return { ...document, approvedBy, effectiveFrom: agreed.effectiveFrom };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new CommandFailed(`${error.message} (${error.rule})`, EXIT.failure, error.details.remedy);
  }
}

/** Publishes a document for ever: from its first day on new cases get it, and running ones may adopt it. */
export async function publishPolicyFile(
  terminal: Terminal,
  options: PublishOptions,
  [file = '']: readonly string[],
): Promise<ExitCode> {
  const { text, document: written } = readablePolicy(file);
  const asked = withFirstDay(written, options.effectiveFrom);
  const published = await withRecord(findDeployment(options), async (record) => {
    const segments = await readClockSegments(record);
    const document = await asSigned(record, text, asked, options.effectiveFrom);
    assertPublishable(document, segments.length === 0);
    const publishedBy = await administrator(record, options.as);
    const clock = createClock();
    const publishedAt = segments.length === 0 ? clock.now() : simulatedInstant(segments, clock.realMs());
    return publishOnce(record, { document, text, approvals: document.approvedBy, publishedBy, publishedAt });
  });
  const { version, digest, effectiveFrom, effectiveAt, publishedAt, approvedBy } = published;
  if (terminal.json) terminal.record({ version, digest, effectiveFrom, effectiveAt, publishedAt, approvedBy });
  else
    terminal.data(`${terminal.paint.good('✓')} ${version} is in force from ${effectiveAt} on  sha256:${digest ?? ''}`);
  return EXIT.ok;
}

async function publishOnce(
  record: DataSource,
  publication: Parameters<typeof publishDocument>[1],
): Promise<PublishedPolicy> {
  try {
    return await publishDocument(record, publication);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    throw new CommandFailed(
      error.message,
      EXIT.failure,
      'a published version never changes: give the document a new version.',
    );
  }
}
