import type { Page } from 'playwright-core';
import type { Board, DocumentSummary, Me, Project } from '../src/api/types.ts';

/** Somewhere a person can be: a page, a part of one, a dialog or a menu over it. */
export interface Place {
  name: string;
  open: (page: Page) => Promise<void>;
  /** It stands where it was opened, and is opened again where the window has another width. */
  anchored?: boolean;
}

/** Every page of the app with everything that opens on it, in the project that has a rough edge of every kind. */
export async function everyPlace(page: Page): Promise<Place[]> {
  const read = async <T>(path: string): Promise<T> => (await page.request.get(path)).json() as Promise<T>;
  const { workspace, projects } = await projectsOf(page);
  const project = projects.find(({ key }) => key === 'EDGE') as Project;
  const long = projects.find(({ key }) => key === 'LONG') as Project;
  const board = `/projects/${project.id}`;
  const { cards } = await read<Board>(`/api/boards/${project.boardId}`);
  const { items: documents } = await read<{ items: DocumentSummary[] }>(`/api${board}/documents`);
  const [archived] = (await read<{ items: { id: string }[] }>(`/api${board}/cards?archived=true`)).items;
  const card = (number: number) => cards.find((candidate) => candidate.number === number) as Board['cards'][number];
  const drawer = (number: number, tab = 'overview') => `${board}/cards/${card(number).id}?tab=${tab}`;

  const at = (name: string, path: string, then: (page: Page) => Promise<unknown> = async () => undefined): Place => ({
    name,
    open: async (opened) => {
      await opened.goto(path);
      await settled(opened);
      await then(opened);
      await settled(opened);
    },
  });
  const anchored = (...place: Parameters<typeof at>): Place => ({ ...at(...place), anchored: true });
  const press = (name: string | RegExp) => async (opened: Page) => opened.getByRole('button', { name }).first().click();

  const newKey = async (opened: Page) => {
    await press('New API key')(opened);
    await opened.getByLabel('Name').fill(`key\u202Eyek of ${card(1).title.slice(0, 80)}`);
    await press('Create key')(opened);
    await opened.getByLabel('Your key').waitFor();
  };

  return [
    at('projects', workspace),
    at('new project', workspace, press('New project')),
    anchored('account menu', workspace, press(/account of/)),
    at('members', `${workspace}/members`),
    at('inviting somebody', `${workspace}/members`, press('Invite people')),
    at('removing somebody', `${workspace}/members`, press(/^Remove Keeper/)),
    at('handing over', `${workspace}/members`, press('Hand over…')),
    at('audit log', `${workspace}/audit`),
    at('an invitation', '/invitation#for-ada'),
    at('account', '/account'),
    at('another address', '/account', press('Use another address…')),
    at('an invitation for somebody else', '/invitation#for-grace'),
    at('usage', `${workspace}/usage`),
    at('providers', `${workspace}/providers`),
    at('API keys', `${workspace}/api-keys`),
    at('new API key', `${workspace}/api-keys`, press('New API key')),
    at('an API key shown once', `${workspace}/api-keys`, newKey),
    at('revoking an API key', `${workspace}/api-keys`, async (opened) => {
      await newKey(opened);
      await press('I have copied it')(opened);
      await press(/^Revoke /)(opened);
    }),
    at('board', board),
    at('board of a name without an end', `/projects/${long.id}`),
    anchored('what simulated means', board, press(/Simulated/)),
    at('only what needs you', `${board}?you=true`),
    at('more filters', board, press('More filters')),
    at('a filtered board', `${board}?assignee=nobody&label=calm&status=READY`),
    at('choosing cards', board, press('Choose cards')),
    at('labels of many cards', board, async (opened) => {
      await press('Choose cards')(opened);
      await opened.getByRole('checkbox', { name: 'Choose EDGE-1' }).check();
      await press('Labels')(opened);
    }),
    at('quick add', board, press('Quick add to Vision & CoPilot Planning')),
    at('new card', board, press('New card')),
    anchored('move menu', board, async (opened) => {
      await opened.getByRole('button', { name: 'Move EDGE-3 to…' }).focus();
      await opened.keyboard.press('Enter');
      await opened.getByRole('menu').waitFor();
    }),
    at('passing a gate', board, async (opened) => {
      await opened.getByRole('button', { name: 'Move EDGE-7 to…' }).focus();
      await opened.keyboard.press('Enter');
      await opened.getByRole('menuitem', { name: /Architecture/ }).click();
      await opened.getByRole('dialog').waitFor();
    }),
    at('archive', `${board}/archive`),
    at('an archive without a match', `${board}/archive?q=nothing+is+called+so`),
    at('an archived card', `${board}/cards/${archived?.id}`),
    at('settings', `${board}/settings`),
    at('a lane’s rule', `${board}/settings`, press('Change Build')),
    at('an agent’s settings', `${board}/settings`, press(/^Change Keeper/)),
    ...cards.map(({ number }) => at(`card ${number}`, drawer(number))),
    ...cards.map(({ number }) => at(`runs of card ${number}`, drawer(number, 'runs'))),
    at('history', drawer(1, 'history')),
    at('terminal', drawer(1, 'terminal'), async (opened) => opened.locator('[role=log] time').first().waitFor()),
    at('terminal without a line', drawer(7, 'terminal')),
    at('documents', drawer(1, 'documents')),
    ...documents
      .filter(({ type }) => type === 'PRD' || type === 'BLUEPRINT')
      .map(({ id, type }) => at(`document ${type}`, `${drawer(1, 'documents')}&document=${id}`)),
    at('open questions', `${drawer(1, 'documents')}&document=${documents.find(({ type }) => type === 'BLUEPRINT')?.id}`, async (opened) =>
      opened
        .getByText(/left .*questions/)
        .first()
        .click(),
    ),
    at('running an agent', drawer(2, 'runs'), press('Run an agent…')),
    at('editing a card', drawer(1), press('Edit card')),
    anchored('more of a card', drawer(1), press(/^More$/)),
    at('archiving a card', drawer(2), async (opened) => {
      await press(/^More$/)(opened);
      await opened.getByRole('menuitem', { name: 'Archive card…' }).click();
    }),
    at('naming a member', drawer(2), async (opened) => {
      await opened.getByRole('textbox', { name: 'Comment' }).fill('@');
      await opened.getByRole('listbox').waitFor();
    }),
    at('an item renamed', drawer(1), async (opened) =>
      opened.getByRole('list', { name: 'Checklist' }).getByTitle('Change the text').first().click(),
    ),
    at('a remark on a line', drawer(5, 'runs'), press('Remark on line 2')),
    at('nothing there', '/nowhere'),
    at('a card that is not there', `${board}/cards/${card(1).id.replace(/^./, (first) => (first === '0' ? '1' : '0'))}`),
  ];
}

/** What the names of cards begin with. */
export const projectKeys = async (page: Page): Promise<string[]> => (await projectsOf(page)).projects.map(({ key }) => key);

async function projectsOf(page: Page): Promise<{ workspace: string; projects: Project[] }> {
  const me = (await (await page.request.get('/auth/me')).json()) as Me;
  const workspace = `/workspaces/${me.workspaces[0]?.id}`;
  const { items } = (await (await page.request.get(`/api${workspace}/projects`)).json()) as { items: Project[] };
  return { workspace, projects: items };
}

/** The pages before the board. */
export const entrances: Place[] = [
  { name: 'sign in', open: (page) => wrongly(page, '/sign-in', 'Sign in') },
  { name: 'register', open: (page) => wrongly(page, '/register', 'Create account') },
  { name: 'forgot password', open: (page) => wrongly(page, '/forgot-password', 'Send the link') },
  { name: 'new password', open: (page) => wrongly(page, '/reset-password#good', 'Change password') },
  { name: 'an invitation to a stranger', open: (page) => read(page, '/invitation#for-ada', 'Sign in to join') },
  { name: 'an invitation that is over', open: (page) => read(page, '/invitation#old', 'good for nothing') },
  { name: 'confirming an address', open: (page) => read(page, '/verify-email#good', 'One press') },
];

async function wrongly(page: Page, path: string, button: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: button }).click();
  await page.getByText('This is needed.').first().waitFor();
}

async function read(page: Page, path: string, text: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(path);
  await page.getByText(text).first().waitFor();
}

/** Nothing is on its way any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.waitForFunction(() => document.querySelector('#root')?.childElementCount && !document.querySelector('.skeleton'));
}
