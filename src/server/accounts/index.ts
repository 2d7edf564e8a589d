/**
 * Accounts: one workspace, its owner, sessions. better-auth keeps users, passwords and sessions; the one-time
 * link that makes the owner (or lets them choose a new password) is ours. No address of a session is kept.
 */
import { createHash, randomBytes } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { eq } from 'drizzle-orm';
import type { Connection } from '#db/open.ts';
import { member, setting, workspace } from '#db/schema/accounts.ts';
import { DomainError } from '#domain/shared/error.ts';
import { newId } from '#domain/shared/id.ts';
import type { Actor, Context } from '../context.ts';

export interface StudioSession {
  readonly id: string;
  readonly userAgent: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly current: boolean;
}

const LINK_KEY = 'owner_link';
const LINK_MS = 7 * 86_400_000;
const ACTOR_CACHE_MS = 10_000;
const MAX_ATTEMPTS = 10;
const ATTEMPT_WINDOW_MS = 5 * 60_000;

const digest = (token: string): string => createHash('sha256').update(token).digest('hex');

/** `origins` are the addresses the studio is reached at; the first is the canonical one. */
export function makeAccounts(
  { db, clock }: Context,
  connection: Connection,
  options: { secret: string; origins: readonly string[]; secure: boolean },
) {
  const auth = betterAuth({
    database: connection,
    secret: options.secret,
    baseURL: options.origins[0] ?? 'http://127.0.0.1',
    trustedOrigins: [...options.origins],
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 256, autoSignIn: true },
    session: { expiresIn: 30 * 86_400, updateAge: 86_400 },
    advanced: {
      // better-auth would write `__Secure-`, which another host of the same domain can set for us.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: options.secure },
      ipAddress: { disableIpTracking: true },
      cookiePrefix: options.secure ? '__Host-wegmarke' : 'wegmarke',
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });

  const actors = new Map<string, { actor: Actor | null; until: number }>();
  const attempts = new Map<string, number[]>();

  /** At most ten tries in five minutes for one e-mail address; the eleventh is refused before it is checked. */
  function countAttempt(key: string): void {
    const now = clock();
    const recent = (attempts.get(key) ?? []).filter((at) => now - at < ATTEMPT_WINDOW_MS);
    if (recent.length >= MAX_ATTEMPTS) throw new DomainError('rate_limited', { retryAfterSeconds: 300 });
    if (attempts.size > 10_000) attempts.clear();
    attempts.set(key, [...recent, now]);
  }

  function workspaceOf(userId: string): string | null {
    return db.select().from(member).where(eq(member.userId, userId)).get()?.workspaceId ?? null;
  }

  const hasOwner = (): boolean => db.select().from(member).limit(1).get() !== undefined;

  /** Runs an auth call and hands its cookies on. */
  async function withCookies(call: Promise<Response>): Promise<string[]> {
    const response = await call;
    if (!response.ok) {
      const body = (await response.json().catch(() => ({}))) as { code?: string };
      if (body.code === 'INVALID_EMAIL_OR_PASSWORD' || body.code === 'INVALID_PASSWORD') {
        throw new DomainError('not_allowed', { reason: 'wrong_password' });
      }
      if (body.code === 'USER_ALREADY_EXISTS' || body.code === 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL') {
        throw new DomainError('invalid', { fields: { email: 'taken' } });
      }
      throw new DomainError('invalid', { reason: body.code ?? 'auth' });
    }
    return response.headers.getSetCookie();
  }

  function checkLink(token: string): void {
    const row = db.select().from(setting).where(eq(setting.key, LINK_KEY)).get();
    const link = row ? (JSON.parse(row.value) as { digest: string; until: number }) : null;
    if (!link || link.digest !== digest(token) || link.until < clock()) throw new DomainError('link_used');
  }

  /**
   * Uses the link up before anything is waited for, so that of two who hold it one gets in. The answer gives it
   * back, for when the owner could not be made. @throws DomainError `link_used`.
   */
  function claimLink(token: string): () => void {
    checkLink(token);
    const row = db.delete(setting).where(eq(setting.key, LINK_KEY)).returning().get();
    return () => {
      if (row) db.insert(setting).values(row).onConflictDoNothing().run();
    };
  }

  /** The owner whose address is `email` gets a new password; every session ends. */
  async function renewPassword(email: string, password: string, headers: Headers): Promise<string[]> {
    const owner = connection.prepare('SELECT id, email FROM user WHERE lower(email) = lower(?)').get(email) as
      | { id: string; email: string }
      | undefined;
    if (!owner) throw new DomainError('invalid', { fields: { email: 'unknown' } });
    const context = await auth.$context;
    await context.internalAdapter.updatePassword(owner.id, await context.password.hash(password));
    for (const session of await context.internalAdapter.listSessions(owner.id)) {
      await context.internalAdapter.deleteSession(session.token);
    }
    actors.clear();
    attempts.clear();
    return withCookies(
      auth.api.signInEmail({ body: { email: owner.email, password }, headers, asResponse: true }),
    );
  }

  async function makeOwner(
    input: { name: string; email: string; password: string },
    headers: Headers,
  ): Promise<string[]> {
    const workspaceId = db.select().from(workspace).limit(1).get()?.id ?? null;
    if (!workspaceId) throw new DomainError('unavailable');
    const cookies = await withCookies(
      auth.api.signUpEmail({
        body: { name: input.name, email: input.email, password: input.password },
        headers,
        asResponse: true,
      }),
    );
    const user = connection.prepare('SELECT id FROM user WHERE lower(email) = lower(?)').get(input.email) as {
      id: string;
    };
    db.insert(member).values({ userId: user.id, workspaceId, role: 'owner' }).run();
    return cookies;
  }

  return {
    hasOwner,
    ownWorkspace: (): string | null => db.select().from(workspace).limit(1).get()?.id ?? null,

    /** Makes the workspace at first start, so that the demo has a home before the owner exists. */
    ensureWorkspace(name: string): string {
      const existing = db.select().from(workspace).limit(1).get();
      if (existing) return existing.id;
      const id = newId('wsp');
      db.insert(workspace).values({ id, name, createdAt: clock() }).run();
      return id;
    },

    /** A new one-time link's token; the former one stops working. Valid for seven days. */
    makeOwnerLink(): string {
      const token = randomBytes(24).toString('base64url');
      const value = JSON.stringify({ digest: digest(token), until: clock() + LINK_MS });
      db.insert(setting)
        .values({ key: LINK_KEY, value })
        .onConflictDoUpdate({ target: setting.key, set: { value } })
        .run();
      return token;
    },
    linkWorks(token: string): boolean {
      try {
        checkLink(token);
        return true;
      } catch {
        return false;
      }
    },

    /**
     * Makes the owner, or gives the owner a new password when there is one already; the link is used up.
     * @returns the cookies of the new session. @throws DomainError `link_used`, `invalid`.
     */
    async setUp(
      input: { token: string; name: string; email: string; password: string },
      headers: Headers,
    ): Promise<string[]> {
      const giveBack = claimLink(input.token);
      try {
        return await (hasOwner()
          ? renewPassword(input.email, input.password, headers)
          : makeOwner(input, headers));
      } catch (cause) {
        giveBack();
        throw cause;
      }
    },

    async signIn(input: { email: string; password: string }, headers: Headers): Promise<string[]> {
      const key = input.email.toLowerCase();
      countAttempt(key);
      const cookies = await withCookies(auth.api.signInEmail({ body: input, headers, asResponse: true }));
      attempts.delete(key);
      return cookies;
    },
    async signOut(headers: Headers): Promise<string[]> {
      const cookies = await withCookies(auth.api.signOut({ headers, asResponse: true }));
      actors.clear();
      return cookies;
    },
    async changePassword(
      actor: Actor,
      input: { current: string; next: string },
      headers: Headers,
    ): Promise<string[]> {
      const key = actor.email.toLowerCase();
      countAttempt(key);
      const cookies = await withCookies(
        auth.api.changePassword({
          body: { currentPassword: input.current, newPassword: input.next, revokeOtherSessions: true },
          headers,
          asResponse: true,
        }),
      );
      actors.clear();
      attempts.delete(key);
      return cookies;
    },

    async listSessions(actor: Actor): Promise<StudioSession[]> {
      const context = await auth.$context;
      const sessions = await context.internalAdapter.listSessions(actor.userId);
      return sessions
        .filter((session) => session.expiresAt.getTime() > clock())
        .map((session) => ({
          id: session.id,
          userAgent: (session.userAgent ?? '').slice(0, 256),
          createdAt: session.createdAt.getTime(),
          lastSeenAt: session.updatedAt.getTime(),
          current: session.id === actor.sessionId,
        }));
    },
    async endSession(actor: Actor, id: string): Promise<void> {
      const context = await auth.$context;
      const session = (await context.internalAdapter.listSessions(actor.userId)).find(
        (each) => each.id === id,
      );
      if (!session) throw new DomainError('not_found', { what: 'session' });
      await context.internalAdapter.deleteSession(session.token);
      actors.clear();
    },

    /** Who a request comes from; remembered for ten seconds per cookie, so that a page costs one look-up. */
    async actorOf(cookie: string | undefined): Promise<Actor | null> {
      if (!cookie?.includes('wegmarke.session_token=')) return null;
      const cached = actors.get(cookie);
      if (cached && cached.until > clock()) return cached.actor;
      const session = await auth.api
        .getSession({ headers: new Headers({ cookie }) })
        .catch((cause: unknown) => {
          if (cause instanceof APIError) return null;
          throw cause;
        });
      const workspaceId = session ? workspaceOf(session.user.id) : null;
      const actor: Actor | null =
        session && workspaceId
          ? {
              userId: session.user.id,
              name: session.user.name,
              email: session.user.email,
              workspaceId,
              sessionId: session.session.id,
            }
          : null;
      if (actors.size > 1_000) actors.clear();
      actors.set(cookie, { actor, until: clock() + ACTOR_CACHE_MS });
      return actor;
    },
  };
}
