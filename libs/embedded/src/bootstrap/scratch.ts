import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for one spec, with the few things that specs do in it. */
export class Scratch {
  readonly folder = mkdtempSync(join(tmpdir(), 'caseward-spec-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string): string {
    const file = this.path(name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  script(name: string, lines: string): string {
    const file = this.write(name, `#!/bin/sh\n${lines}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
