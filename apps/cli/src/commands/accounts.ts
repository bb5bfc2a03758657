import { randomUUID } from 'node:crypto';
import { createClock } from '@caseward/config';
import { ACCOUNT_REASONS, fromMs, PERSONAL_CODE_HOURS, type AccountActKind } from '@caseward/domain';
import { actOnAccount, findAccount, noteAccess, type CodePurpose } from '@caseward/persistence';
import { newPersonalCode, personalCodeHash } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { findDeployment, withRecord, type DeploymentOptions } from '../deployment/deployment.js';
import { CommandFailed, EXIT, type ExitCode } from '../terminal/exit-codes.js';
import type { Terminal } from '../terminal/terminal.js';

interface AccountOptions extends DeploymentOptions {
  readonly login: string;
  readonly reason: string;
}

const OPERATOR = 'operator';
/** Of sessions that were seen no longer ago, the command says that they were open. */
const IDLE_SECONDS = 900;

/** For whom there is no administrator: of the only one, say. */
export const giveCode = (terminal: Terminal, options: AccountOptions): Promise<ExitCode> =>
  handOver(terminal, options, 'password_code', 'password');

export const removeFactors = (terminal: Terminal, options: AccountOptions): Promise<ExitCode> =>
  handOver(terminal, options, 'factors_removed', 'factor');

async function handOver(
  terminal: Terminal,
  { login, reason, ...options }: AccountOptions,
  kind: AccountActKind,
  purpose: CodePurpose,
): Promise<ExitCode> {
  if (!ACCOUNT_REASONS.some((known) => known === reason)) {
    throw new CommandFailed(`${reason} is no reason`, EXIT.usage, `give one of: ${ACCOUNT_REASONS.join(', ')}.`);
  }
  const given = await withRecord(findDeployment(options), async (record) => {
    const account = await findAccount(record, login);
    if (account === null) throw new CommandFailed(`there is no account "${login}"`, EXIT.usage);
    return act(record, { personId: account.personId, kind, reason }, purpose);
  });
  if (terminal.json) terminal.record(given);
  else terminal.data(`${given.code}  good once, until ${given.endsAt}: hand it over yourself`);
  return EXIT.ok;
}

/** The act stands in the audit trail before its code is shown. */
async function act(
  record: DataSource,
  what: { readonly personId: string; readonly kind: AccountActKind; readonly reason: string },
  purpose: CodePurpose,
): Promise<{ readonly code: string; readonly endsAt: string }> {
  const [clock, code, actId] = [createClock(), newPersonalCode(), randomUUID()];
  const nowMs = clock.realMs();
  const endsAt = fromMs(nowMs + PERSONAL_CODE_HOURS * 3_600_000);
  await actOnAccount(record, {
    act: { ...what, actId, actedBy: OPERATOR, actedAt: fromMs(nowMs) },
    // Whoever works on the machine rules it in any case.
    judge: () => undefined,
    code: { purpose, hash: personalCodeHash(code), endsAt },
    idleSeconds: IDLE_SECONDS,
  });
  const entry = { kind: 'write' as const, personId: null, role: null, caseId: null, reason: null, detail: actId };
  await noteAccess(record, { ...entry, accessedAt: clock.now(), what: `operator.${what.kind}` });
  return { code, endsAt };
}
