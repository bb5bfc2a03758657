import { randomBytes } from 'node:crypto';
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { signInFormSchema, signInPageQuerySchema, type SignInForm, type SignInPageQuery } from '@caseward/contracts';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/route-access.js';
import { nameSubject } from '../access/subject.js';
import { Describe } from '../docs/describe.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { pagePolicy } from '../platform/http-hooks.js';
import { notFound, ProblemError } from '../platform/problem.js';
import { EmbeddedProvider } from './embedded-provider.js';
import { KnownDevices } from './known-devices.js';
import { NEW_PASSWORD_FAULTS } from './new-passwords.js';
import {
  codePage,
  enrolmentPage,
  newPasswordPage,
  passwordPage,
  secondFactorPage,
  type PageParts,
} from './sign-in-pages.js';
import type { Done, Outcome } from './sign-in-stage.js';
import { SignIn, type Answer, type Attempt } from './sign-in.js';

/** In acr_values: more than a password is wanted. */
export const SECOND_FACTOR_ACR = 'urn:caseward:second-factor';

/** Here, and on to a program on the machine of the person: browsers hold a form to that also where it is led on. */
const FORMS_TO = "'self' http://127.0.0.1:*";

type Page = HttpAnswer<string>;
const WRONG = 'That was not right. Check what you typed, and try again.';

/** The pages of the embedded provider. They work without scripts, except for passkeys. */
@Controller('auth/sign-in')
export class SignInPagesController {
  constructor(
    @Inject(EmbeddedProvider) private readonly embedded: EmbeddedProvider,
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(KnownDevices) private readonly devices: KnownDevices,
  ) {}

  @Get(':uid')
  @Public()
  @Describe({ summary: 'The page on which people sign in', tag: 'Sessions', mediaType: 'text/html', problems: [404] })
  async page(
    @Param('uid') uid: string,
    @Query({ schema: signInPageQuerySchema }) query: SignInPageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page> {
    await this.#interaction(uid, request, reply);
    const first = query.with === 'code' ? codePage : passwordPage;
    return html(200, (nonce) => first({ nonce, action: actionOf(request) }));
  }

  @Post(':uid')
  @Public()
  @Describe({
    summary: 'Login and password, then a second factor',
    tag: 'Sessions',
    mediaType: 'text/html',
    pages: {
      303: 'On to where it began.',
      403: 'That was not right.',
      429: 'Too many tries; Retry-After says until when.',
    },
    problems: [404, 429],
  })
  async answer(
    @Param('uid') uid: string,
    @Body({ schema: signInFormSchema }) form: SignInForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page> {
    const { params } = await this.#interaction(uid, request, reply);
    const acr = params['acr_values'];
    const wantsSecondFactor = typeof acr === 'string' && acr.split(' ').includes(SECOND_FACTOR_ACR);
    const outcome =
      'stage' in form
        ? await this.signIn.goOn(uid, form.stage, answerOf(form), request.ip)
        : await this.signIn.begin({
            ...{ uid, login: form.login, proof: proofOf(form), address: request.ip, wantsSecondFactor },
            deviceId: this.devices.of(request, form.login),
          });
    if (outcome.kind === 'done') return this.#done(outcome, request, reply);
    return pageAfter(outcome, { action: actionOf(request), first: 'passwordCode' in form ? codePage : passwordPage });
  }

  /** The sign-in that the cookie of this browser belongs to, and no other. */
  async #interaction(
    uid: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ params: object & Record<string, unknown> }> {
    const { provider } = this.embedded;
    if (provider === null) throw notFound();
    try {
      const interaction = await provider.interactionDetails(this.embedded.asked(request.raw), reply.raw);
      if (interaction.uid === uid) return interaction;
    } catch (error) {
      if ((error as Error).name !== 'SessionNotFound') throw error;
    }
    throw new ProblemError(404, 'NOT_FOUND', 'Not found', {
      detail: 'This sign-in has ended or began in another browser.',
      remedy: 'Start again at /auth/login.',
    });
  }

  async #done(outcome: Done, request: FastifyRequest, reply: FastifyReply): Promise<Page> {
    const { personId, methods, login, signedInSeconds } = outcome;
    nameSubject(request, { personId, role: null });
    const location = await this.embedded.it.interactionResult(
      this.embedded.asked(request.raw),
      reply.raw,
      // By our clock, which also says when all sessions of a person were ended.
      { login: { accountId: personId, amr: [...methods], remember: false, ts: signedInSeconds } },
      { mergeWithLastSubmission: false },
    );
    this.devices.remember(request, reply, login);
    return new HttpAnswer(303, '', { location });
  }
}

/** The page that goes on, or says why not. @param first where somebody begins again */
function pageAfter(
  outcome: Exclude<Outcome, Done>,
  { action, first }: { readonly action: string; readonly first: (parts: PageParts) => string },
): Page {
  switch (outcome.kind) {
    case 'second_factor':
      return html(200, (nonce) => secondFactorPage({ nonce, action }, outcome.stage, outcome.question));
    case 'new_password': {
      const { stage, fault } = outcome;
      return html(fault === null ? 200 : 403, (nonce) => newPasswordPage({ nonce, action, ...whyNot(fault) }, stage));
    }
    case 'enrolment': {
      const problem = outcome.isAgain ? { problem: WRONG } : {};
      return html(outcome.isAgain ? 403 : 200, (nonce) => enrolmentPage({ nonce, action, ...problem }, outcome));
    }
    case 'wrong':
      return html(403, (nonce) => first({ nonce, action, problem: WRONG }));
    case 'wait': {
      const problem = `There were too many tries. Try again in ${Math.ceil(outcome.seconds / 60)} minutes.`;
      return html(429, (nonce) => first({ nonce, action, problem }), { 'retry-after': String(outcome.seconds) });
    }
  }
}

function whyNot(fault: (Outcome & { kind: 'new_password' })['fault']): { problem?: string } {
  if (fault === null) return {};
  if (fault === 'differs') return { problem: 'These are two different passwords. Type the same one twice.' };
  const { detail, remedy } = NEW_PASSWORD_FAULTS[fault];
  return { problem: `${detail} ${remedy}` };
}

/** Without what says which page it was. */
function actionOf({ url }: FastifyRequest): string {
  return url.split('?')[0] ?? url;
}

function html(
  status: number,
  page: (nonce: PageParts['nonce']) => string,
  headers: Readonly<Record<string, string>> = {},
): Page {
  const nonce = randomBytes(18).toString('base64url');
  const type = { 'content-type': 'text/html; charset=utf-8' };
  return new HttpAnswer(status, page(nonce), { ...type, ...pagePolicy(nonce, { formsTo: FORMS_TO }), ...headers });
}

function proofOf(form: Exclude<SignInForm, { stage: string }>): Attempt['proof'] {
  if ('passwordCode' in form) return { passwordCode: form.passwordCode };
  return { password: form.password, renews: form.renew === 'yes' };
}

function answerOf(form: Extract<SignInForm, { stage: string }>): Answer {
  if ('newPassword' in form) return { newPassword: form.newPassword, again: form.again };
  if ('code' in form) {
    return { code: form.code, ...(form.factorCode === undefined ? {} : { factorCode: form.factorCode }) };
  }
  try {
    return { passkey: JSON.parse(form.passkey) as AuthenticationResponseJSON };
  } catch {
    return { code: '' };
  }
}
