import { describe, expect, it } from 'vitest';
import { codePage, enrolmentPage, escaped, newPasswordPage, passwordPage, secondFactorPage } from './sign-in-pages.js';

const EVIL = `"><script>alert('x')</script>&`;
const parts = { nonce: 'n0nce', action: `/auth/sign-in/${EVIL}`, problem: EVIL };
const question = { challenge: EVIL, rpId: EVIL, allowCredentials: [{ id: EVIL, type: 'public-key' as const }] };

describe('the pages of signing in', () => {
  it('show what comes from outside as text', () => {
    expect(escaped(EVIL)).toBe('&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;');
    const enrolment = { stage: EVIL, secret: EVIL, uri: EVIL, removedAt: EVIL, needsCode: true };
    const first = [passwordPage(parts), codePage(parts), secondFactorPage(parts, EVIL, question)];
    for (const page of [...first, newPasswordPage(parts, EVIL), enrolmentPage(parts, enrolment)]) {
      expect(page).toContain(escaped(EVIL));
      expect(page).not.toContain('<script>');
      const scripts = page.match(/<script[^>]*>/g) ?? [];
      expect(scripts.filter((tag) => tag !== '<script nonce="n0nce">')).toEqual([]);
    }
  });

  it('hide a password while it is typed, and leave it to password managers, with any signs and of any usual length', () => {
    const [field = ''] = /<input id="password"[^>]*>/.exec(passwordPage(parts)) ?? [];
    expect(field).toContain('type="password"');
    expect(field).toContain('autocomplete="current-password"');
    expect(field).toContain('maxlength="200"');
    expect(field).not.toMatch(/pattern|minlength|onpaste/);
    for (const name of ['newPassword', 'again']) {
      const [chosen = ''] = new RegExp(`<input id="${name}"[^>]*>`).exec(newPasswordPage(parts, 'stage')) ?? [];
      expect(chosen).toMatch(/type="password" autocomplete="new-password" required maxlength="200"/);
      expect(chosen).not.toMatch(/pattern|minlength|onpaste/);
    }
  });
});
