import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeTestApp, signUp, type TestApp } from '#testing/app.ts';
import { makeContent } from '../app.ts';
import { readSettings } from '../settings.ts';

let world: TestApp;
const PASSWORD = 'correct horse';
const email = 'ada@example.org';

beforeEach(async () => {
  const made = await makeTestApp();
  world = made;
  onTestFinished(() => made.close());
});

const cookieOf = (cookies: string[]): string => cookies.map((each) => each.split(';')[0]).join('; ');
const signIn = async (password = PASSWORD): Promise<string> =>
  cookieOf(await world.app.accounts.signIn({ email, password }, new Headers()));

test('ten wrong passwords, then 429 with the time to wait, even for the right one; later it works', async () => {
  await signUp(world);
  for (let attempt = 0; attempt < 10; attempt++)
    await expect(signIn('wrong password')).rejects.toMatchObject({
      code: 'not_allowed',
      details: { reason: 'wrong_password' },
    });
  for (const password of ['wrong password', PASSWORD])
    await expect(signIn(password)).rejects.toMatchObject({
      code: 'rate_limited',
      details: { retryAfterSeconds: 300 },
    });
  world.tick(301_000);
  expect(await signIn()).toContain('session_token');
});

test('signing in often is no attack', async () => {
  await signUp(world);
  for (let time = 0; time < 12; time++) expect(await signIn()).toContain('session_token');
});

test('of two set-ups at once one makes the owner; the link is used up', async () => {
  const { accounts } = world.app;
  const token = accounts.makeOwnerLink();
  const setUp = (name: string) =>
    accounts.setUp({ token, name, email: `${name}@example.org`, password: PASSWORD }, new Headers());
  const results = await Promise.allSettled(['ada', 'eve', 'mallory'].map(setUp));
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(accounts.linkWorks(token)).toBe(false);
  await expect(setUp('late')).rejects.toMatchObject({ code: 'link_used' });
});

test('a set-up that fails leaves the link usable; a newer link ends an older one, and so does a week', async () => {
  const { accounts } = world.app;
  await signUp(world);
  const old = accounts.makeOwnerLink();
  const token = accounts.makeOwnerLink();
  expect([accounts.linkWorks(old), accounts.linkWorks(token)]).toEqual([false, true]);
  const wrong = { token, name: 'Eve', email: 'eve@example.org', password: PASSWORD };
  await expect(accounts.setUp(wrong, new Headers())).rejects.toMatchObject({
    details: { fields: { email: 'unknown' } },
  });
  expect(accounts.linkWorks(token)).toBe(true);
  world.tick(8 * 86_400_000);
  expect(accounts.linkWorks(token)).toBe(false);
});

test('sessions are listed and ended; a new password ends the others; signing out ends its own', async () => {
  const { accounts } = world.app;
  const [first, second] = [await signUp(world), await signIn()];
  const actor = await accounts.actorOf(first);
  const other = await accounts.actorOf(second);
  if (!actor || !other) throw new Error('not signed in');
  const sessions = await accounts.listSessions(actor);
  expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
  await accounts.endSession(actor, other.sessionId);
  expect(await accounts.actorOf(second)).toBeNull();
  await expect(accounts.endSession(actor, other.sessionId)).rejects.toMatchObject({ code: 'not_found' });

  const third = await signIn();
  expect(await accounts.actorOf(third)).not.toBeNull();
  const change = { current: PASSWORD, next: 'another horse' };
  const renewed = cookieOf(await accounts.changePassword(actor, change, new Headers({ cookie: first })));
  expect(await accounts.actorOf(third)).toBeNull();
  expect(await accounts.actorOf(first)).toBeNull();
  expect(await accounts.actorOf(renewed)).not.toBeNull();
  const gone = await accounts.signOut(new Headers({ cookie: renewed }));
  expect(gone.join()).toMatch(/Max-Age=0/);
  expect(await accounts.actorOf(renewed)).toBeNull();
});

for (const [PUBLIC_ORIGIN, secure] of [
  ['https://lamp.example', true],
  ['http://127.0.0.1:4400', false],
] as const) {
  test(`the cookies of a session at ${PUBLIC_ORIGIN}`, async () => {
    const { accounts, close } = await makeContent(
      readSettings({ HOST: '127.0.0.1', DATA_DIR: world.dataDir, PUBLIC_ORIGIN }),
    );
    onTestFinished(close);
    const input = { token: accounts.makeOwnerLink(), name: 'Ada', email, password: PASSWORD };
    const cookies = await accounts.setUp(input, new Headers());
    const mine = cookieOf(cookies);
    expect(await accounts.actorOf(mine)).toMatchObject({ email });
    const gone = await accounts.signOut(new Headers({ cookie: mine }));
    for (const cookie of [...cookies, ...gone]) {
      // What browsers ask of `__Host-`: Secure, the whole site, no Domain (RFC 6265bis, 4.1.3.2).
      expect(cookie).toMatch(secure ? /^__Host-wegmarke\./ : /^wegmarke\./);
      expect(cookie).toMatch(/; Path=\/(?:;|$)/);
      expect(cookie).toContain('; HttpOnly');
      expect([cookie, cookie.includes('; Secure')]).toEqual([cookie, secure]);
      expect(cookie).not.toContain('Domain=');
    }
  });
}

test('no address of a session is kept, and a forged cookie is nobody', async () => {
  const { app } = world;
  const headers = new Headers({ 'x-forwarded-for': '198.51.100.77', 'user-agent': 'x' });
  const token = app.accounts.makeOwnerLink();
  const cookie = cookieOf(
    await app.accounts.setUp({ token, name: 'Ada', email, password: PASSWORD }, headers),
  );
  const actor = await app.accounts.actorOf(cookie);
  if (!actor) throw new Error('not signed in');
  expect(JSON.stringify(await app.accounts.listSessions(actor))).not.toContain('198.51.100');
  for (const forged of [
    cookie.slice(0, -4),
    `${cookie}x`,
    'wegmarke.session_token=',
    'wegmarke.session_token=%00',
  ])
    expect([forged, await app.accounts.actorOf(forged)]).toEqual([forged, null]);
});
