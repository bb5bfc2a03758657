import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { Enrolment } from './sign-in-stage.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}

const STYLE = `body{font:1.1rem/1.5 system-ui,sans-serif;max-width:24rem;margin:3rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
label{display:block;margin-top:1rem}code{overflow-wrap:anywhere}input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #595959}input[type=checkbox]{width:auto}
button{font:inherit;margin-top:1.5rem;padding:.6rem 1.2rem;border:2px solid #0b4a6f;background:#0b4a6f;color:#fff}
[role=alert]{border-inline-start:.3rem solid #a40000;padding-inline-start:.8rem}:focus-visible{outline:3px solid #b35c00;outline-offset:2px}`;

export interface PageParts {
  readonly nonce: string;
  /** Where the form goes. */
  readonly action: string;
  /** What went wrong before. */
  readonly problem?: string;
}

function page({ nonce, problem }: PageParts, title: string, body: string, script = ''): string {
  const alert = problem === undefined ? '' : `<p role="alert">${escaped(problem)}</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${alert}
${body}
</main>
${script}
</body>
</html>
`;
}

export function passwordPage(parts: PageParts): string {
  return page(
    parts,
    'Sign in to Caseward',
    `<form method="post" action="${escaped(parts.action)}">
<label for="login">Login</label>
<input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="100" autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200">
<label><input type="checkbox" name="renew" value="yes"> Choose a new password</label>
<button>Sign in</button>
</form>
<p><a href="?with=code">I have a code for a new password</a></p>`,
  );
}

/** For who forgot the password, and was given a code by an administrator. */
export function codePage(parts: PageParts): string {
  return page(
    parts,
    'A code for a new password',
    `<p>An administrator gives it to you. It is good once, for a day at most.</p>
<form method="post" action="${escaped(parts.action)}">
<label for="login">Login</label>
<input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="100" autofocus>
<label for="passwordCode">Code</label>
<input id="passwordCode" name="passwordCode" autocomplete="off" autocapitalize="characters" spellcheck="false" required maxlength="60">
<button>Continue</button>
</form>
<p><a href="?">I know my password</a></p>`,
  );
}

export function newPasswordPage(parts: PageParts, stage: string): string {
  const field = 'type="password" autocomplete="new-password" required maxlength="200"';
  return page(
    parts,
    'Choose a new password',
    `<p>Twelve signs or more, of any kind. Four words that have nothing to do with each other are good. Wherever else you are
signed in, you are signed out.</p>
<form method="post" action="${escaped(parts.action)}">
<input type="hidden" name="stage" value="${escaped(stage)}">
<label for="newPassword">New password</label>
<input id="newPassword" name="newPassword" ${field} autofocus>
<label for="again">Once more</label>
<input id="again" name="again" ${field}>
<button>Change it</button>
</form>`,
  );
}

/** Whoever has no second factor registers one here before anything else. */
export function enrolmentPage(
  parts: PageParts,
  { stage, secret, uri, removedAt, needsCode }: Omit<Enrolment, 'kind' | 'isAgain'>,
): string {
  const told =
    removedAt === null
      ? ''
      : `<p role="alert">Your second factors were removed by an administrator on ${escaped(removedAt.slice(0, 10))}. If you did
not ask for that, go no further and tell whoever is responsible for this system.</p>`;
  const groups = secret.match(/.{1,4}/g) ?? [];
  const code = needsCode
    ? `<label for="factorCode">Code that an administrator gave you for this</label>
<input id="factorCode" name="factorCode" autocomplete="off" autocapitalize="characters" spellcheck="false" required maxlength="60">`
    : '';
  return page(
    parts,
    'Register a second factor',
    `${told}
<p>Add an account to the authenticator on your phone or computer, <a href="${escaped(uri)}">by this link</a> or with this key:
<code>${escaped(groups.join(' '))}</code></p>
<form method="post" action="${escaped(parts.action)}">
<input type="hidden" name="stage" value="${escaped(stage)}">
${code}
<label for="code">The code that it shows now</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" maxlength="6" required autofocus>
<button>Continue</button>
</form>`,
  );
}

/** Asks the passkeys of this device, and sends what one signed. */
const PASSKEY = `const form = document.getElementById('passkey');
form.hidden = !window.PublicKeyCredential;
form.addEventListener('submit', async (event) => {
  if (form.elements.passkey.value) return;
  event.preventDefault();
  const question = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(form.dataset.question));
  const answer = await navigator.credentials.get({ publicKey: question });
  form.elements.passkey.value = JSON.stringify(answer.toJSON());
  form.submit();
});`;

export function secondFactorPage(
  parts: PageParts,
  stage: string,
  question: PublicKeyCredentialRequestOptionsJSON | null,
): string {
  const action = escaped(parts.action);
  const hidden = `<input type="hidden" name="stage" value="${escaped(stage)}">`;
  const passkey =
    question === null
      ? ''
      : `<form method="post" action="${action}" id="passkey" hidden data-question="${escaped(JSON.stringify(question))}">
${hidden}
<input type="hidden" name="passkey" value="">
<button>Use a passkey</button>
</form>`;
  return page(
    parts,
    'One more step',
    `<form method="post" action="${action}">
${hidden}
<label for="code">One-time code of your authenticator</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" maxlength="6" required autofocus>
<button>Continue</button>
</form>
${passkey}`,
    question === null ? '' : `<script nonce="${parts.nonce}">${PASSKEY}</script>`,
  );
}
