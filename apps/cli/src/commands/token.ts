import { DEMO_CODE_SECRET, DEMO_PASSWORD } from '@caseward/contracts';
import { generate } from 'otplib';
import { findDeployment, type DeploymentOptions } from '../deployment/deployment.js';
import { signInHeadless, SignInRefusedError } from '../play/headless-sign-in.js';
import { CommandFailed, EXIT, type ExitCode } from '../terminal/exit-codes.js';
import type { Terminal } from '../terminal/terminal.js';

interface TokenOptions extends DeploymentOptions {
  readonly login: string;
  readonly api?: string;
  readonly code?: string;
}

/** A password on a command line would stand in the history of the shell and in the list of processes. */
const PASSWORD = 'CASEWARD_PASSWORD';

/** A token for curl and the like, from the embedded provider. */
export async function showToken(terminal: Terminal, options: TokenOptions): Promise<ExitCode> {
  const { login, code } = options;
  const url = options.api ?? findDeployment(options).stack?.apiUrl;
  if (url === undefined)
    throw new CommandFailed('it is not known where the API is', EXIT.usage, 'name it with --api URL');
  const given = process.env[PASSWORD];
  const codes = code === undefined ? {} : { code: async () => code };
  const demo = { password: DEMO_PASSWORD, code: () => generate({ secret: DEMO_CODE_SECRET }) };
  const account = { login, ...(given === undefined ? demo : { password: given }), ...codes };
  try {
    const signed = await signInHeadless(url, account);
    if (terminal.json) terminal.record(signed);
    else terminal.data(signed.token);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof SignInRefusedError)) throw error;
    throw new CommandFailed(error.message, EXIT.failure, `set ${PASSWORD}, and give --code if a code is asked for`);
  }
}
