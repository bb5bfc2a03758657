import { randomBytes } from 'node:crypto';
import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { signInFormSchema, type SignInForm } from '@caseward/contracts';
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
import { passwordPage, secondFactorPage, type PageParts } from './sign-in-pages.js';
import { SignIn, type Outcome, type Shown } from './sign-in.js';

/** In acr_values: more than a password is wanted. */
export const SECOND_FACTOR_ACR = 'urn:caseward:second-factor';

/** Here, and on to a program on the machine of the person: browsers hold a form to that also where it is led on. */
const FORMS_TO = "'self' http://127.0.0.1:*";

type Page = HttpAnswer<string>;

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
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page> {
    await this.#interaction(uid, request, reply);
    return html(200, (nonce) => passwordPage({ nonce, action: request.url }));
  }

  @Post(':uid')
  @Public()
  @Describe({
    summary: 'Login and password, then a second factor',
    tag: 'Sessions',
    mediaType: 'text/html',
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
        ? await this.signIn.finish(uid, form.stage, shownOf(form), request.ip)
        : await this.signIn.begin({
            ...{ uid, login: form.login, password: form.password, address: request.ip, wantsSecondFactor },
            deviceId: this.devices.of(request, form.login),
          });
    if (outcome.kind === 'done') return this.#done(outcome, request, reply);
    return failed(outcome, request.url);
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

  async #done(outcome: Outcome & { kind: 'done' }, request: FastifyRequest, reply: FastifyReply): Promise<Page> {
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

function failed(outcome: Exclude<Outcome, { kind: 'done' }>, action: string): Page {
  if (outcome.kind === 'second_factor') {
    return html(200, (nonce) => secondFactorPage({ nonce, action }, outcome.stage, outcome.question));
  }
  if (outcome.kind === 'wrong') {
    const problem = 'That was not right. Check what you typed, and try again.';
    return html(403, (nonce) => passwordPage({ nonce, action, problem }));
  }
  const problem = `There were too many tries. Try again in ${Math.ceil(outcome.seconds / 60)} minutes.`;
  return html(429, (nonce) => passwordPage({ nonce, action, problem }), { 'retry-after': String(outcome.seconds) });
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

function shownOf(form: Extract<SignInForm, { stage: string }>): Shown {
  if ('code' in form) return { code: form.code };
  try {
    return { passkey: JSON.parse(form.passkey) as AuthenticationResponseJSON };
  } catch {
    return { code: '' };
  }
}
