import { countRecordedCases } from '@caseward/persistence';
import { findDeployment, withRecord, type DeploymentOptions } from '../deployment/deployment.js';
import { withEngine } from '../deployment/engine.js';
import { restartCases, restartOrders } from '../engine/restart-cases.js';
import { untilStopped } from '../stack/until-stopped.js';
import { EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

export async function rebuildFromRecord(terminal: Terminal, options: DeploymentOptions): Promise<ExitCode> {
  const deployment = findDeployment(options);
  let stopping = false;
  void untilStopped(() => {
    stopping = true;
    terminal.talk('stopping; the same command goes on from here');
  });
  return withRecord(deployment, (record) =>
    withEngine(deployment, async ({ client }) => {
      const total = await countRecordedCases(record);
      const progress = new Progress(terminal, { what: 'starting cases', total });
      const count = await restartCases({
        record,
        client,
        mayGoOn: () => !stopping,
        onProgress: ({ cases, started }) => progress.to(cases, `${started} started`),
      }).finally(() => progress.end());
      const { cases, started, running, quiet } = count;
      const orders = cases < total ? 0 : await restartOrders({ record, client });
      progress.end(`${cases} of ${total} cases of ${deployment.where}, ${progress.elapsed}`);
      if (terminal.json) terminal.record({ total, ...count, orders });
      else {
        terminal.data(`${started} started from their record, ${running} were running, ${quiet} await nothing`);
        if (orders > 0) terminal.data(`${orders} orders over many cases go on`);
      }
      return cases < total ? EXIT.partial : EXIT.ok;
    }),
  );
}
