// A caller that can be killed: gives one command to one case and prints the answer. Argument: JSON, see `Machine.caller`.
import { loadKeyring } from '@caseward/security';
import { CaseClient, connectEngine } from '@caseward/temporal';

const { engine, keyFile, caseId, command } = JSON.parse(process.argv[2]);
const { codec } = await loadKeyring({ path: keyFile, environment: 'test' });
const connected = connectEngine(engine, codec);
const answer = await new CaseClient(connected.client, { patienceMs: 120_000 }).execute(caseId, command);
console.log(JSON.stringify(answer));
await connected.close();
