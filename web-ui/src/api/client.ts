import createClient, { type Middleware } from 'openapi-fetch';
import { ApiError, Unreachable } from './errors.ts';
import type { paths } from './schema.d.ts';
import { signedInAgain } from './session.ts';

const csrf: Middleware = {
  onRequest({ request }) {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const token = cookie('aw_csrf');
    if (token) request.headers.set('X-CSRF-Token', token);
  },
};

export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin,
  credentials: 'same-origin',
  fetch: renewing,
});
api.use(csrf);

/** The answer's data, or the refusal as an error a person can read. */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw new ApiError(response.status, typeof error === 'object' && error ? error : {});
  return data as T;
}

const unguarded = new Set(['/auth/login', '/auth/register', '/auth/refresh', '/auth/logout']);
let renewal: Promise<boolean> | undefined;

/**
 * The access cookie lives minutes, the session weeks: an expired one is renewed once, and the call repeated. When the session
 * itself is over, the call waits until the person has signed in again.
 */
async function renewing(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await reach(request);
  const path = new URL(request.url).pathname;
  if (response.status !== 401 || unguarded.has(path)) {
    return response;
  }
  renewal ??= renew().finally(() => (renewal = undefined));
  if (!(await renewal) && !(await signedInAgain())) return response;
  const token = cookie('aw_csrf');
  if (token && again.method !== 'GET') again.headers.set('X-CSRF-Token', token);
  return reach(again);
}

async function renew(): Promise<boolean> {
  const token = cookie('aw_csrf');
  if (!token) return false;
  const response = await reach(
    new Request(new URL('/auth/refresh', location.origin), {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'X-CSRF-Token': token },
    }),
  );
  return response.ok;
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    throw new Unreachable();
  }
}

function cookie(name: string): string | undefined {
  const found = document.cookie.split('; ').find((entry) => entry.startsWith(`${name}=`));
  return found && decodeURIComponent(found.slice(name.length + 1));
}
