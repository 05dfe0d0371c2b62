import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  AgentConfig,
  BulkChange,
  CardChange,
  CardMove,
  ChecklistItemChange,
  LaneRule,
  Me,
  NewApiKey,
  NewCard,
  NewComment,
  NewInvitation,
  Provider,
  Role,
  Run,
} from '../src/api/types.ts';
import { boardOf, createProject } from './boards.ts';
import { changeCards } from './bulk.ts';
import { archiveCard, archivedCards, deleteComment, editComment, restoreCard } from './card-parts.ts';
import { addComment, editCard, reviewCard, undoMove } from './cards.ts';
import { approveDocument, rejectDocument } from './documents.ts';
import { Keys } from './keys.ts';
import { agents } from './lanes.ts';
import { heldChanges, proposal } from './proposal.ts';
import { Refusal } from './refusal.ts';
import { cancelRun, createAndStart, decide, moveAndStart, startRun } from './runs.ts';
import { Settings } from './settings.ts';
import { usageOf } from './usage.ts';
import { type MockRun, now, type World } from './world.ts';

interface Call {
  world: World;
  id: string;
  second: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  /** The body as it came. */
  raw: Buffer;
  request: IncomingMessage;
  response: ServerResponse;
}

type Route = readonly [method: string, path: RegExp, answer: (call: Call) => unknown, status?: number];

const providers: Provider[] = [
  {
    id: 'openai',
    name: 'OpenAI',
    health: 'up',
    simulated: true,
    models: [
      { id: 'gpt-4o', inputPrice: '2.50', outputPrice: '10.00' },
      { id: 'gpt-4o-mini', inputPrice: '0.15', outputPrice: '0.60' },
    ],
  },
  {
    id: 'anthropic',
    name: 'Anthropic',
    health: 'up',
    simulated: true,
    models: [{ id: 'claude-3-5-sonnet-20241022', inputPrice: '3.00', outputPrice: '15.00' }],
  },
  {
    id: 'google',
    name: 'Google',
    health: 'degraded',
    simulated: false,
    models: [{ id: 'gemini-1.5-pro', inputPrice: '1.25', outputPrice: '5.00' }],
  },
];

const settings = new Settings();
const keys = new Keys();

const shown = ({ log: _log, ended: _ended, ...run }: MockRun): Run => run;

const routes: Route[] = [
  ['POST', /^\/auth\/login$/, signIn],
  ['POST', /^\/auth\/register$/, register, 201],
  [
    'POST',
    /^\/auth\/logout$/,
    ({ response }) => void response.setHeader('Set-Cookie', ['aw_session=; Path=/; Max-Age=0', 'aw_csrf=; Path=/; Max-Age=0']),
    204,
  ],
  ['GET', /^\/auth\/me$/, meOf],
  ['POST', /^\/auth\/refresh$/, () => ({ accessToken: 'mock', expiresIn: 900 })],
  ['GET', /^\/auth\/api-keys$/, () => keys.list()],
  ['POST', /^\/auth\/api-keys$/, ({ world, body }) => keys.make(body as NewApiKey, { id: world.me.id, name: world.me.name }), 201],
  ['DELETE', /^\/auth\/api-keys\/([^/]+)$/, ({ id }) => keys.revoke(id), 204],
  ['GET', /^\/api\/agents$/, () => ({ items: agents })],
  ['GET', /^\/api\/providers$/, () => ({ items: providers })],
  ['GET', /^\/api\/workspaces\/([^/]+)\/projects$/, ({ world }) => ({ items: world.projects, nextCursor: null })],
  [
    'POST',
    /^\/api\/workspaces\/([^/]+)\/projects$/,
    ({ world, body }) =>
      createProject(
        world,
        String(body.name),
        String(body.key ?? String(body.name).replace(/\W/g, '').slice(0, 4).toUpperCase()),
        String(body.description ?? ''),
      ),
    201,
  ],
  ['GET', /^\/api\/workspaces\/([^/]+)\/members$/, ({ world }) => ({ items: world.people.members, nextCursor: null })],
  [
    'PUT',
    /^\/api\/workspaces\/([^/]+)\/members\/([^/]+)$/,
    ({ world, second, body, request }) => world.people.changeRole(second, body.role as Role, versionOf(request)),
  ],
  ['DELETE', /^\/api\/workspaces\/([^/]+)\/members\/([^/]+)$/, ({ world, second }) => world.people.remove(second), 204],
  ['GET', /^\/api\/workspaces\/([^/]+)\/invitations$/, ({ world }) => world.people.listInvitations()],
  ['POST', /^\/api\/workspaces\/([^/]+)\/invitations$/, ({ world, body }) => world.people.invite(body as NewInvitation), 201],
  ['DELETE', /^\/api\/workspaces\/([^/]+)\/invitations\/([^/]+)$/, ({ world, second }) => world.people.revoke(second), 204],
  ['GET', /^\/api\/workspaces\/([^/]+)\/audit-log$/, ({ world, query }) => world.people.readAudit(query)],
  ['GET', /^\/api\/invitations\/([^/]+)$/, ({ world, id }) => world.people.shown(id)],
  ['POST', /^\/api\/invitations\/([^/]+)\/accept$/, ({ world }) => ({ ...world.me.workspaces[0], version: 1, createdAt: now() })],
  ['PATCH', /^\/auth\/me$/, ({ world, body }) => Object.assign(world.me, { name: String(body.name).trim() })],
  ['POST', /^\/auth\/password$/, changePassword, 204],
  ['POST', /^\/auth\/password\/forgot$/, () => undefined, 202],
  ['POST', /^\/auth\/password\/reset$/, ({ body }) => spent(body.token), 204],
  ['POST', /^\/auth\/email$/, () => undefined, 202],
  ['POST', /^\/auth\/email\/verification$/, () => undefined, 202],
  ['POST', /^\/auth\/email\/verify$/, ({ world, body }) => spent(body.token) ?? { email: world.me.email }],
  ['GET', /^\/auth\/sessions$/, ({ world }) => world.people.listSessions()],
  ['DELETE', /^\/auth\/sessions$/, ({ world }) => world.people.endSession(), 204],
  ['DELETE', /^\/auth\/sessions\/([^/]+)$/, ({ world, id }) => world.people.endSession(id), 204],
  ['GET', /^\/api\/workspaces\/([^/]+)\/usage$/, ({ world, query }) => usageOf(world, query.get('from') ?? '', query.get('to') ?? '9')],
  ['GET', /^\/api\/projects\/([^/]+)$/, ({ world, id }) => world.project(id)],
  [
    'GET',
    /^\/api\/projects\/([^/]+)\/documents$/,
    ({ world, id }) => ({
      items: world.documents.filter((document) => document.projectId === id).map(({ content: _content, ...summary }) => summary),
    }),
  ],
  ['GET', /^\/api\/projects\/([^/]+)\/agents$/, ({ world, id }) => ({ items: [...agents, ...(world.ownAgents.get(id) ?? [])] })],
  ['GET', /^\/api\/projects\/([^/]+)\/workflow$/, () => settings.readWorkflow()],
  [
    'PUT',
    /^\/api\/projects\/([^/]+)\/workflow$/,
    ({ body, request }) => settings.changeWorkflow(body.lanes as LaneRule[], versionOf(request)),
  ],
  ['GET', /^\/api\/projects\/([^/]+)\/agent-config$/, () => settings.readAgents()],
  [
    'PUT',
    /^\/api\/projects\/([^/]+)\/agent-config$/,
    ({ body, request }) => settings.changeAgents(body.agents as AgentConfig['agents'], versionOf(request)),
  ],
  ['POST', /^\/api\/projects\/([^/]+)\/cards$/, ({ world, id, body }) => createAndStart(world, id, body as NewCard), 201],
  ['GET', /^\/api\/boards\/([^/]+)$/, ({ world, id }) => boardOf(world, id)],
  ['GET', /^\/api\/cards\/([^/]+)$/, ({ world, id }) => world.card(id)],
  ['PATCH', /^\/api\/cards\/([^/]+)$/, ({ world, id, body, request }) => editCard(world, id, body as CardChange, versionOf(request))],
  ['GET', /^\/api\/cards\/([^/]+)\/comments$/, ({ world, id }) => ({ items: world.comments.get(id) ?? [] })],
  ['POST', /^\/api\/cards\/([^/]+)\/comments$/, ({ world, id, body }) => addComment(world, id, body as NewComment), 201],
  ['PUT', /^\/api\/cards\/([^/]+)\/comments\/([^/]+)$/, ({ world, id, second, body }) => editComment(world, id, second, String(body.body))],
  ['DELETE', /^\/api\/cards\/([^/]+)\/comments\/([^/]+)$/, ({ world, id, second }) => deleteComment(world, id, second), 204],
  ['GET', /^\/api\/cards\/([^/]+)\/checklist$/, ({ world, id }) => world.parts.checklist(id)],
  ['POST', /^\/api\/cards\/([^/]+)\/checklist$/, ({ world, id, body }) => world.parts.addItem(id, String(body.text)), 201],
  [
    'PATCH',
    /^\/api\/cards\/([^/]+)\/checklist\/([^/]+)$/,
    ({ world, id, second, body }) => world.parts.changeItem(id, second, body as ChecklistItemChange),
  ],
  ['DELETE', /^\/api\/cards\/([^/]+)\/checklist\/([^/]+)$/, ({ world, id, second }) => world.parts.removeItem(id, second), 204],
  ['GET', /^\/api\/cards\/([^/]+)\/attachments$/, ({ world, id }) => world.parts.attachments(id)],
  [
    'PUT',
    /^\/api\/cards\/([^/]+)\/attachments\/([^/]+)$/,
    ({ world, id, second, query, raw }) => world.parts.attach(id, second, query.get('name') ?? '', raw),
  ],
  ['DELETE', /^\/api\/cards\/([^/]+)\/attachments\/([^/]+)$/, ({ world, id, second }) => world.parts.detach(id, second), 204],
  ['GET', /^\/api\/cards\/([^/]+)\/attachments\/([^/]+)\/content$/, ({ world, id, second }) => world.parts.content(id, second)],
  ['GET', /^\/api\/cards\/([^/]+)\/watchers$/, ({ world, id }) => world.parts.watchers(id)],
  ['POST', /^\/api\/cards\/([^/]+)\/watch$/, ({ world, id }) => world.parts.watch(id, world.me.id, true)],
  ['DELETE', /^\/api\/cards\/([^/]+)\/watch$/, ({ world, id }) => void world.parts.watch(id, world.me.id, false), 204],
  ['POST', /^\/api\/cards\/bulk$/, ({ world, body }) => changeCards(world, body as unknown as BulkChange)],
  ['POST', /^\/api\/cards\/([^/]+)\/move\/undo$/, ({ world, id }) => undoMove(world, id)],
  ['DELETE', /^\/api\/cards\/([^/]+)$/, ({ world, id }) => archiveCard(world, id), 204],
  ['POST', /^\/api\/cards\/([^/]+)\/restore$/, ({ world, id, request }) => restoreCard(world, id, versionOf(request))],
  ['GET', /^\/api\/projects\/([^/]+)\/cards$/, ({ world, id, query }) => archivedCards(world, id, query)],
  ['PUT', /^\/api\/cards\/([^/]+)\/move$/, ({ world, id, body, request }) => moveAndStart(world, id, body as CardMove, versionOf(request))],
  ['GET', /^\/api\/cards\/([^/]+)\/runs$/, ({ world, id }) => ({ items: world.runs.filter((run) => run.cardId === id).map(shown) })],
  ['GET', /^\/api\/cards\/([^/]+)\/history$/, ({ world, id }) => ({ items: world.history.get(id) ?? [] })],
  [
    'POST',
    /^\/api\/cards\/([^/]+)\/(approve|reject)$/,
    ({ world, id, second }) => reviewCard(world, id, second === 'approve' ? 'APPROVED' : 'REJECTED'),
  ],
  [
    'POST',
    /^\/api\/cards\/([^/]+)\/agents\/([^/]+)\/run$/,
    ({ world, id, second }) => ({
      runId: startRun(world, world.card(id), second, 'MANUAL').id,
      status: 'QUEUED',
      estimate: { low: '0.04', high: '0.19' },
    }),
    202,
  ],
  ['POST', /^\/api\/runs\/([^/]+)\/cancel$/, ({ world, id }) => shown(cancelRun(world, id)), 202],
  [
    'POST',
    /^\/api\/runs\/([^/]+)\/(answer|approve)$/,
    ({ world, id, second, body }) => shown(decide(world, id, second as 'answer' | 'approve', body)),
  ],
  ['POST', /^\/api\/runs\/([^/]+)\/reject$/, ({ world, id, body }) => decline(world, id, body)],
  ['GET', /^\/api\/runs\/([^/]+)\/held-changes$/, () => ({ items: heldChanges })],
  [
    'GET',
    /^\/api\/runs\/([^/]+)\/held-changes\/([^/]+)$/,
    ({ second }) => ({ ...heldChanges.find(({ id }) => id === second), complete: true }),
  ],
  ['GET', /^\/api\/runs\/([^/]+)\/diff$/, ({ world, id }) => world.proposals.get(id) ?? proposal],
  [
    'POST',
    /^\/api\/runs\/([^/]+)\/retry$/,
    ({ world, id }) => ({
      runId: startRun(world, world.card(world.run(id).cardId), world.run(id).agentId, 'RETRY', [], id).id,
      status: 'QUEUED',
      estimate: { low: '0.04', high: '0.19' },
    }),
    202,
  ],
  [
    'GET',
    /^\/api\/documents\/([^/]+)$/,
    ({ world, id }) => world.documents.find((document) => document.id === id) ?? refuse(404, 'not-found', 'There is no such document.'),
  ],
  [
    'POST',
    /^\/api\/documents\/([^/]+)\/approve$/,
    ({ world, id, body, request }) => approveDocument(world, id, noteOf(body), versionOf(request)),
  ],
  [
    'POST',
    /^\/api\/documents\/([^/]+)\/reject$/,
    ({ world, id, body, request }) => rejectDocument(world, id, noteOf(body), versionOf(request)),
  ],
  ['GET', /^\/api\/documents\/([^/]+)\/versions$/, ({ world, id }) => ({ items: world.versions.get(id) ?? [], nextCursor: null })],
  [
    'GET',
    /^\/api\/cards\/([^/]+)\/links$/,
    ({ world, id }) => ({ items: world.links.filter((link) => link.from.id === id || link.to.id === id) }),
  ],
];

export async function answerHttp(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  try {
    const route = routes.find(([method, path]) => method === request.method && path.test(url.pathname));
    if (!route) throw new Refusal(404, 'not-found', `${request.method} ${url.pathname} is not played by the mock.`);
    const open = /^\/auth\/(login|register|password\/(forgot|reset)|email\/verify)$|^\/api\/invitations\/[^/]+$/.test(url.pathname);
    const cookies = request.headers.cookie ?? '';
    if (!open && !cookies.includes('aw_session=')) throw new Refusal(401, 'unauthenticated', 'Please sign in.');
    if (!open && request.method !== 'GET' && !cookies.includes(`aw_csrf=${String(request.headers['x-csrf-token'])}`)) {
      throw new Refusal(403, 'csrf', 'Send the value of the cookie aw_csrf in the header X-CSRF-Token.');
    }
    const [, id = '', second = ''] = route[1].exec(url.pathname) ?? [];
    const raw = await readBody(request);
    const body = request.headers['content-type']?.includes('json') && raw.length > 0 ? (JSON.parse(raw.toString()) as Call['body']) : {};
    const result = route[2]({ world, id, second, query: url.searchParams, body, raw, request, response });
    if (Buffer.isBuffer(result)) response.writeHead(200, { 'Content-Disposition': 'attachment' }).end(result);
    else send(response, route[3] ?? 200, 'application/json', result);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, 'internal', String(error));
    send(response, refusal.status, 'application/problem+json', {
      type: `https://agentworks.dev/problems/${refusal.code}`,
      title: refusal.code.replaceAll('-', ' '),
      status: refusal.status,
      detail: refusal.message,
      errors: refusal.errors,
    });
  }
}

function decline(world: World, id: string, body: Record<string, unknown>): unknown {
  const run = decide(world, id, 'reject', body);
  return {
    run: shown(run),
    ...(body.rework === true && { rework: shown(startRun(world, world.card(run.cardId), run.agentId, 'RETRY', [], run.id)) }),
  };
}

/** Ada owns the workspace; who signs in as `member@…`, `viewer@…` or `admin@…` sees it with that role. */
function meOf({ world, request }: Call): Me {
  const role = /aw_session=(ADMIN|MEMBER|VIEWER)/.exec(request.headers.cookie ?? '')?.[1] as Role | undefined;
  return role ? { ...world.me, workspaces: world.me.workspaces.map((workspace) => ({ ...workspace, role })) } : world.me;
}

function signIn({ world, body, response }: Call): unknown {
  if (body.password === 'wrong password') refuse(401, 'invalid-credentials', 'Email or password is wrong.');
  response.setHeader('Set-Cookie', [
    `aw_session=${String(body.email).split('@')[0]?.toUpperCase()}-${randomUUID()}; Path=/; HttpOnly; SameSite=Lax`,
    `aw_csrf=${randomUUID()}; Path=/; SameSite=Lax`,
  ]);
  const { id, email, name } = world.me;
  return { user: { id, email, name }, accessToken: 'mock', expiresIn: 900 };
}

function changePassword({ body }: Call): undefined {
  if (body.currentPassword === 'wrong password') refuse(400, 'wrong-password', 'The password is not the present one.');
}

/** The token `spent` of a mail was used before. */
function spent(token: unknown): undefined {
  if (token === 'spent') refuse(410, 'link-not-usable', 'The link is good for nothing any more.');
}

function register(call: Call): unknown {
  if (call.body.email === 'taken@example.com') refuse(409, 'email-taken', 'There is an account with this email.');
  return signIn(call);
}

function refuse(status: number, code: string, detail: string): never {
  throw new Refusal(status, code, detail);
}

const noteOf = (body: Record<string, unknown>) => (typeof body.note === 'string' ? body.note : undefined);

function versionOf(request: IncomingMessage): number | undefined {
  const tag = request.headers['if-match'];
  return tag ? Number(tag.replaceAll('"', '')) : undefined;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, status: number, type: string, body: unknown): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
