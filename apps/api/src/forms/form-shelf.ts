import type { FilledForm } from '@caseward/contracts';
import { formsIn, newestOf, STANDARD_CONTEXT, type ResolvedForm } from '@caseward/forms';
import { formVersions, publishForms, type StoredFormVersion } from '@caseward/persistence';
import type { ApiParts } from '../api-parts.js';
import { notFound } from '../platform/problem.js';

export interface ShelvedForm extends Pick<StoredFormVersion, 'digest' | 'publishedAt'> {
  readonly definition: ResolvedForm;
}

/** Every form version that this deployment ever had. Those of this program are published when it starts. */
export class FormShelf {
  #forms: readonly ShelvedForm[] = [];

  private constructor(private readonly parts: Pick<ApiParts, 'dataSource' | 'clock' | 'formOverlay'>) {}

  /** @throws ConflictError when a version was published before with another definition */
  static async open(parts: ApiParts): Promise<FormShelf> {
    const own = formsIn(parts.formOverlay ?? null);
    const versions = own.map((definition) => {
      const { form, version, context } = definition;
      return { form, version, context, definition };
    });
    await publishForms(parts.dataSource, versions, parts.clock.now());
    const shelf = new FormShelf(parts);
    await shelf.#read();
    return shelf;
  }

  /** The newest version of every form, in the words of this deployment's context where it has its own. */
  newest(): ShelvedForm[] {
    const contexts = [STANDARD_CONTEXT, this.parts.formOverlay?.context];
    const here = this.#forms.map(({ definition }) => definition).filter(({ context }) => contexts.includes(context));
    return this.#forms.filter(({ definition }) => newestOf(here, definition.form) === definition);
  }

  /** @param version null for the newest. @throws ProblemError 404 */
  async require(form: string, version: number | null = null): Promise<ShelvedForm> {
    const found = await this.find(form, version);
    if (found === null) throw notFound();
    return found;
  }

  /** What another process published since is looked up once more. */
  async find(form: string, version: number | null): Promise<ShelvedForm | null> {
    const known = this.#find(form, version);
    if (known !== null) return known;
    await this.#read();
    return this.#find(form, version);
  }

  async named({ form, version }: Pick<FilledForm, 'form' | 'version'>): Promise<ResolvedForm | null> {
    return (await this.find(form, version))?.definition ?? null;
  }

  #find(form: string, version: number | null): ShelvedForm | null {
    const among = version === null ? this.newest() : this.#forms;
    const isAsked = ({ definition }: ShelvedForm): boolean =>
      definition.form === form && (version === null || definition.version === version);
    return among.find(isAsked) ?? null;
  }

  async #read(): Promise<void> {
    const known = new Map(this.#forms.map((one) => [one.digest, one]));
    const stored = await formVersions(this.parts.dataSource);
    // The same object again: what was compiled for it stays.
    this.#forms = stored.map(
      ({ definition, digest, publishedAt }) =>
        known.get(digest) ?? { definition: definition as ResolvedForm, digest, publishedAt },
    );
  }
}
