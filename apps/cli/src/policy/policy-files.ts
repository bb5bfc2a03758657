import { readFileSync, statSync } from 'node:fs';
import { PolicyDocumentError, readPolicyDocument, zoneNamed, type DocumentFault } from '@caseward/contracts';
import { policySnapshot, snapshotFor, type PolicyDocument, type PolicySnapshot } from '@caseward/domain';
import { publishedPolicy, snapshotOf } from '@caseward/persistence';
import { findDeployment, withRecord, type DeploymentOptions } from '../deployment/deployment.js';
import { CommandFailed, EXIT } from '../terminal/exit-codes.js';

export interface PolicyFile {
  readonly text: string;
  readonly document: PolicyDocument;
}

/** A document, or what in it cannot be read. @throws CommandFailed when there is no such file */
export function policyFile(file: string): PolicyFile | { readonly faults: readonly DocumentFault[] } {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new CommandFailed(`there is no file ${file}`, EXIT.usage, 'name a policy document in YAML.');
  }
  const text = readFileSync(file, 'utf8');
  try {
    return { text, document: readPolicyDocument(text) };
  } catch (error) {
    if (error instanceof PolicyDocumentError) return { faults: error.faults };
    throw error;
  }
}

export function faultText(file: string, { pointer, line, message }: DocumentFault): string {
  return `${file}${line === null ? '' : `:${String(line)}`}${pointer === '' ? '' : ` ${pointer}`}: ${message}`;
}

/** @throws CommandFailed with every fault */
export function readablePolicy(file: string): PolicyFile {
  const read = policyFile(file);
  if ('document' in read) return read;
  const faults = read.faults.map((fault) => faultText(file, fault));
  throw new CommandFailed(faults.join('\n'), EXIT.usage, 'caseward policy lint shows every finding.');
}

const DEFAULT = 'sop-default-1';

/** The values of a file, of the built-in default, or of a version that the deployment has published. */
export async function policyNamed(name: string, options: DeploymentOptions): Promise<PolicySnapshot> {
  if (statSync(name, { throwIfNoEntry: false })?.isFile() === true) return snapshotFor(readablePolicy(name).document);
  if (name === 'default' || name === DEFAULT) return policySnapshot(DEFAULT, {}, zoneNamed('UTC'));
  const published = await withRecord(findDeployment(options), (record) => publishedPolicy(record, name));
  if (published !== null) return snapshotOf(published);
  throw new CommandFailed(
    `${name} is no file and no published version`,
    EXIT.usage,
    'name a file, a version of the deployment, or "default".',
  );
}
