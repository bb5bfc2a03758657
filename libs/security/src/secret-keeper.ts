import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { freshTree, hasSecret, secretOf, withoutSecrets, type SecretTree, type SecretTrees } from './case-secrets.js';
import { KeyFileError, readKeyFile, replaceKeyFile, type KeyFileSettings } from './key-files.js';
import { UnknownKeyError } from './root-keys.js';

/** One secret for each case, kept where backups of the database do not reach, and able to really destroy one. */
export interface CaseSecrets {
  /** Changes when another process destroyed or added something. */
  version(): Promise<string>;
  currentTree(): Promise<string>;
  /** The current one and those that older things were made with. */
  trees(): Promise<readonly string[]>;
  /** @throws SecretGoneError, UnknownKeyError for a tree that was given up */
  secret(label: string, tree: string): Promise<Buffer>;
  /** Whether it was not destroyed yet. @throws UnknownKeyError */
  has(label: string, tree: string): Promise<boolean>;
  /** For good, in every tree. Those who change the file at one time hold a lock in the database. */
  destroy(labels: readonly string[]): Promise<void>;
  /** @returns the id of a new tree, from which secrets come from now on */
  addTree(): Promise<string>;
  /** Gives up a tree that nothing needs any more. */
  dropTree(tree: string): Promise<void>;
}

/** In memory: for tests, and for looking at histories that were recorded with a known seed. */
export class MemoryCaseSecrets implements CaseSecrets {
  #trees: SecretTrees;
  #version = 0;

  constructor(seed?: Buffer) {
    this.#trees = { current: 'memory', trees: new Map([['memory', freshTree(seed)]]) };
  }

  async version(): Promise<string> {
    return String(this.#version);
  }

  async currentTree(): Promise<string> {
    return this.#trees.current;
  }

  async trees(): Promise<readonly string[]> {
    return [...this.#trees.trees.keys()];
  }

  async secret(label: string, tree: string): Promise<Buffer> {
    return secretOf(treeOf(this.#trees, tree), label);
  }

  async has(label: string, tree: string): Promise<boolean> {
    return hasSecret(treeOf(this.#trees, tree), label);
  }

  async destroy(labels: readonly string[]): Promise<void> {
    this.#change(destroyed(this.#trees, labels));
  }

  async addTree(): Promise<string> {
    this.#change(withNewTree(this.#trees));
    return this.#trees.current;
  }

  async dropTree(tree: string): Promise<void> {
    this.#change(withoutTree(this.#trees, tree));
  }

  #change(trees: SecretTrees): void {
    this.#trees = trees;
    this.#version += 1;
  }
}

/** In a file that all processes of the deployment share; a change by one of them is seen by the others at their next use. */
export class FileCaseSecrets implements CaseSecrets {
  #known: { readonly version: string; readonly trees: SecretTrees } | undefined;

  private constructor(private readonly path: string) {}

  /** @throws KeyFileError */
  static async load(settings: KeyFileSettings): Promise<FileCaseSecrets> {
    await readKeyFile(settings, () => written(newTrees()));
    const secrets = new FileCaseSecrets(settings.path);
    await secrets.#read();
    return secrets;
  }

  async version(): Promise<string> {
    return (await this.#read()).version;
  }

  async currentTree(): Promise<string> {
    return (await this.#read()).trees.current;
  }

  async trees(): Promise<readonly string[]> {
    return [...(await this.#read()).trees.trees.keys()];
  }

  async secret(label: string, tree: string): Promise<Buffer> {
    return secretOf(treeOf((await this.#read()).trees, tree), label);
  }

  async has(label: string, tree: string): Promise<boolean> {
    return hasSecret(treeOf((await this.#read()).trees, tree), label);
  }

  async destroy(labels: readonly string[]): Promise<void> {
    await this.#replace(destroyed((await this.#read()).trees, labels));
  }

  async addTree(): Promise<string> {
    const trees = withNewTree((await this.#read()).trees);
    await this.#replace(trees);
    return trees.current;
  }

  async dropTree(tree: string): Promise<void> {
    await this.#replace(withoutTree((await this.#read()).trees, tree));
  }

  /** Reads again only what another process has put in place since. */
  async #read(): Promise<{ readonly version: string; readonly trees: SecretTrees }> {
    const { ino, mtimeMs } = await stat(this.path);
    const version = `${String(ino)}-${String(mtimeMs)}`;
    if (this.#known?.version === version) return this.#known;
    this.#known = { version, trees: parsed(await readFile(this.path, 'utf8'), this.path) };
    return this.#known;
  }

  async #replace(trees: SecretTrees): Promise<void> {
    await replaceKeyFile(this.path, written(trees));
  }
}

function treeOf({ trees }: SecretTrees, id: string): SecretTree {
  const tree = trees.get(id);
  if (tree === undefined) throw new UnknownKeyError(id);
  return tree;
}

function destroyed({ current, trees }: SecretTrees, labels: readonly string[]): SecretTrees {
  const left = [...trees].map(([id, tree]) => [id, withoutSecrets(tree, labels)] as const);
  return { current, trees: new Map(left) };
}

function withNewTree({ trees }: SecretTrees): SecretTrees {
  const { current, trees: fresh } = newTrees();
  return { current, trees: new Map([...trees, ...fresh]) };
}

function withoutTree({ current, trees }: SecretTrees, id: string): SecretTrees {
  if (id === current) throw new Error('the current secrets are in use');
  return { current, trees: new Map([...trees].filter(([each]) => each !== id)) };
}

function newTrees(): SecretTrees {
  const current = `secrets-${randomBytes(4).toString('hex')}`;
  return { current, trees: new Map([[current, freshTree()]]) };
}

function written({ current, trees }: SecretTrees): string {
  const seeds = (tree: SecretTree) =>
    Object.fromEntries([...tree].map(([at, seed]) => [at, seed.toString('base64')] as const));
  const file = { current, trees: Object.fromEntries([...trees].map(([id, tree]) => [id, seeds(tree)] as const)) };
  return `${JSON.stringify(file)}\n`;
}

function parsed(text: string, path: string): SecretTrees {
  try {
    const { current, trees } = JSON.parse(text) as { current: string; trees: Record<string, Record<string, string>> };
    const read = Object.entries(trees).map(([id, tree]) => {
      const seeds = Object.entries(tree).map(([at, seed]) => [at, Buffer.from(seed, 'base64')] as const);
      return [id, new Map(seeds)] as const;
    });
    const known = new Map(read);
    if (!known.has(current)) throw new Error('the current tree is missing');
    return { current, trees: known };
  } catch {
    throw new KeyFileError(`the file at ${path} does not hold the secrets of cases`);
  }
}
