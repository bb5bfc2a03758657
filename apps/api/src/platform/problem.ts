import type { ProblemBody } from '@caseward/contracts';
import { explainRefusal, type Language, type Refused } from '@caseward/domain';

export type ProblemDetails = Omit<ProblemBody, 'type' | 'title' | 'status' | 'code' | 'instance'>;

/** An answer that is a problem (RFC 9457). The filter adds `instance` and sends it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly details: ProblemDetails = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(details.detail ?? title);
  }

  body(instance: string): ProblemBody {
    return {
      type: problemType(this.code),
      title: this.title,
      status: this.status,
      instance,
      code: this.code,
      ...this.details,
    };
  }
}

/** A problem that can say itself in every language of the domain. */
export abstract class ExplainedProblem extends ProblemError {
  abstract inLanguage(language: Language): ProblemError;
}

/** A refusal by a rule. */
export class RefusalProblem extends ExplainedProblem {
  constructor(
    status: number,
    title: string,
    readonly refused: Refused,
    details: ProblemDetails,
  ) {
    super(status, refused.code, title, details);
  }

  inLanguage(language: Language): ProblemError {
    const { sentence, remedy } = explainRefusal(this.refused, language);
    const { errors, ...details } = this.details;
    return new ProblemError(this.status, this.code, this.title, {
      ...details,
      detail: sentence,
      ...(remedy === null ? {} : { remedy }),
      ...(errors === undefined ? {} : { errors: errors.map(({ pointer }) => ({ pointer, detail: sentence })) }),
    });
  }
}

export function problemType(code: string): string {
  return `urn:caseward:problem:${code.toLowerCase().replaceAll('_', '-')}`;
}

/** One sentence for what is absent and for what the caller may not see, so that the answer tells them nothing. */
export function notFound(): ProblemError {
  return new ProblemError(404, 'NOT_FOUND', 'Not found', {
    detail: 'There is nothing at this address, or nothing that you may see.',
  });
}

/** Nothing is written any more about a child whose file two people ended (IM-7). */
export function erased(): ProblemError {
  return new ProblemError(410, 'ERASED', 'The file was destroyed', {
    detail: 'Two people ended the file of this case; nothing is written into it any more.',
    rule: 'IM-7',
    remedy: 'A child who needs help again is identified as a new case.',
  });
}

/** One Idempotency-Key for two requests. Nothing was done. */
export function keyReused(): ProblemError {
  return new ProblemError(422, 'IDEMPOTENCY_KEY_REUSED', 'This key belongs to another request', {
    detail: 'The Idempotency-Key was used before for another request. Nothing was done.',
    remedy: 'Make a new UUID for each act.',
  });
}

export function unauthenticated(detail: string): ProblemError {
  const headers = {
    'www-authenticate': 'Bearer realm="caseward", resource_metadata="/.well-known/oauth-protected-resource"',
  };
  const remedy =
    'Sign in at /auth/login with a browser, or get a token from the provider named at /.well-known/oauth-protected-resource and send it as "Authorization: Bearer ...".';
  return new ProblemError(401, 'SIGN_IN_NEEDED', 'Sign in first', { detail, remedy }, headers);
}

/** @param allowed roles that have the right, so that the refusal can name them in every language */
export function forbidden(detail: string, remedy?: string, allowed: readonly string[] = []): ProblemError {
  const details = {
    ...(remedy === undefined ? {} : { remedy }),
    ...(allowed.length === 0 ? {} : { inputs: { allowed: allowed.join(' ') } }),
  };
  const refused: Refused = { code: 'NOT_PERMITTED', rule: 'SPEC-2', message: detail, details };
  return new RefusalProblem(403, 'Not permitted', refused, { detail, rule: 'SPEC-2', ...details });
}

/** A field that has the right shape but cannot be accepted. */
export function fieldProblem(pointer: string, detail: string, remedy?: string): ProblemError {
  return new ProblemError(422, 'FIELD_NOT_ACCEPTED', 'A field cannot be accepted', {
    detail,
    errors: [{ pointer, detail }],
    ...(remedy === undefined ? {} : { remedy }),
  });
}
