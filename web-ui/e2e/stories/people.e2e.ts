import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accessible, launch, signedIn, stranger } from '../browser.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  page = await signedIn(browser);
  return () => page.close();
});

const openMembers = async (opened: Page) => {
  await opened.getByRole('link', { name: 'Members', exact: true }).click();
  await opened.getByRole('list', { name: 'Members' }).waitFor();
};
const row = (name: RegExp) => page.getByRole('list', { name: 'Members' }).getByRole('listitem').filter({ hasText: name });

test('an owner invites somebody, sends the mail again, and takes the invitation back', async () => {
  await openMembers(page);
  await page.getByRole('button', { name: 'Invite people' }).click();
  await page.getByLabel('Email').fill('grace@example.com');
  await page.getByRole('radio', { name: /^Viewer/ }).check();
  await accessible(page);
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await page.getByRole('alert').getByText('This person is a member already.').waitFor();
  await page.getByLabel('Email').fill('barbara@example.com');
  await page.getByRole('button', { name: 'Send invitation' }).click();

  const open = page.getByRole('list', { name: 'Open invitations' });
  await open.getByText('barbara@example.com').waitFor();
  await page.getByRole('button', { name: 'Send again to barbara@example.com' }).click();
  await page.getByText('Sent once more').waitFor();
  await page.getByRole('button', { name: 'Take back the invitation of barbara@example.com' }).click();
  await open.getByText('barbara@example.com').waitFor({ state: 'detached' });
  await open.getByText('The link is too old: send it again').waitFor();
});

test('a member gets another role, is removed, and all of it stands in the audit log', async () => {
  await openMembers(page);
  await page.getByRole('combobox', { name: 'Role of Alan Turing' }).selectOption('VIEWER');
  await page.getByText('Alan Turing is a viewer now').waitFor();
  await page.getByRole('button', { name: 'Remove Vera Rubin' }).click();
  await accessible(page);
  await page.getByRole('button', { name: 'Remove from the workspace' }).click();
  await row(/Vera Rubin/).waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'Audit log' }).click();
  const log = page.getByRole('list', { name: 'Audit log' });
  await log.getByText('removed Vera Rubin, viewer').waitFor();
  await log.getByText('changed the role of Alan Turing from member to viewer').waitFor();
  await page.getByRole('combobox', { name: 'What was done' }).selectOption('member.removed');
  await log.getByText('changed the role of Alan Turing').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => location.search)).toContain('member.removed');
  await accessible(page);
});

test('the only owner cannot leave; the workspace is handed over first', async () => {
  await openMembers(page);
  expect(await page.getByRole('button', { name: 'Leave the workspace' }).getAttribute('aria-disabled')).toBe('true');
  await page.getByRole('button', { name: 'Hand over…' }).click();
  await page.getByLabel('New owner').selectOption({ label: 'Grace Hopper (grace@example.com)' });
  await page.getByLabel('You are afterwards').selectOption('OWNER');
  await accessible(page);
  await page.getByRole('button', { name: 'Hand over', exact: true }).click();
  await page.getByText('Grace Hopper is an owner now').waitFor();
  await page.getByRole('button', { name: 'Leave the workspace', disabled: false }).waitFor();
});

test('a member sees who is there, and no way to change it', async () => {
  const member = await signedIn(browser, {}, 'member@example.com');
  await openMembers(member);
  expect(await member.getByRole('button', { name: /Invite|^Remove / }).count()).toBe(0);
  expect(await member.getByRole('combobox').count()).toBe(0);
  expect(await member.getByText('Open invitations').count()).toBe(0);
  await member.goto(`${new URL(member.url()).pathname.replace('members', 'audit')}`);
  await member.getByText('Owners and admins of the workspace read its audit log.').waitFor();
  await member.close();
});

test('a person changes name, address and password, and ends sessions that are not theirs', async () => {
  await page.getByRole('button', { name: /account of/ }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await page.getByRole('list', { name: 'Sessions' }).waitFor();
  await accessible(page);
  await page.getByLabel('Name').fill('Ada King');
  await page.getByRole('button', { name: 'Save name' }).click();
  await page.getByRole('button', { name: 'AK, account of Ada King' }).waitFor();

  await page.getByLabel('Present password').fill('wrong password');
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('At least 10 characters; these are 5.').waitFor();
  await page.getByLabel('New password').fill('another long sentence');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('This is not your present password.').waitFor();
  await page.getByLabel('Present password').fill('a long enough sentence');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password is changed').waitFor();

  await page.getByRole('button', { name: 'Use another address…' }).click();
  await page.getByLabel('New address').fill('ada@king.example');
  await page.getByLabel('Your password').fill('another long sentence');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('A mail is on its way to ada@king.example').waitFor();

  await page.getByRole('button', { name: /^End the session of Firefox on Windows/ }).click();
  await page.getByText('Firefox on Windows is signed out').waitFor();
  await page.getByRole('button', { name: 'End the other session' }).click();
  await expect.poll(() => page.getByRole('button', { name: /^End/ }).count()).toBe(0);
});

test('somebody who is invited and has no account makes one with that address, and joins', async () => {
  const guest = await stranger(browser);
  const asked: string[] = [];
  guest.on('request', (request) => asked.push(request.url()));
  await guest.goto('/invitation#for-ada');
  await guest.getByText('Grace Hopper invites you as a member.').waitFor();
  await accessible(guest);
  expect(new URL(guest.url()).hash).toBe('');
  await guest.getByRole('link', { name: 'Create an account' }).click();
  expect(await guest.getByLabel('Email').inputValue()).toBe('ada@example.com');
  await guest.getByLabel('Name').fill('Ada');
  await guest.getByLabel('Password').fill('a long enough sentence');
  await guest.getByRole('button', { name: 'Create account' }).click();
  await guest.getByRole('button', { name: 'Join the workspace' }).click();
  await guest.getByRole('heading', { name: 'Projects' }).waitFor();
  // the secret stood in no address of a page, only where the API asks for it
  expect(asked.filter((url) => url.includes('for-ada') && !url.includes('/api/invitations/'))).toEqual([]);
  await guest.close();
});

test('an invitation for another address says so, and one that is over too', async () => {
  await page.goto('/invitation#for-grace');
  await page.getByText('The invitation is for').waitFor();
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();

  const guest = await stranger(browser);
  await guest.goto('/invitation#nonsense');
  await guest.getByRole('heading', { name: 'This invitation is good for nothing any more' }).waitFor();
  await accessible(guest);
  await guest.close();
});

// waits in vain now and then under load; which wait it is, is not known yet
test('a forgotten password is chosen anew by the link of a mail, once', { retry: 1 }, async () => {
  const guest = await stranger(browser);
  await guest.goto('/sign-in');
  await guest.getByRole('link', { name: 'Forgot password?' }).click();
  await guest.getByLabel('Email').fill('ada@example.com');
  await guest.getByRole('button', { name: 'Send the link' }).click();
  await guest.getByRole('status').getByText('If there is an account').waitFor();
  await accessible(guest);

  await guest.goto('/reset-password#good');
  await guest.getByLabel('New password').fill('yet another sentence');
  await accessible(guest);
  await guest.getByRole('button', { name: 'Change password' }).click();
  await guest.getByRole('heading', { name: 'Your password is changed' }).waitFor();

  // another link in the same tab
  await guest.goto('/reset-password#spent');
  await guest.getByRole('heading', { name: 'Choose a new password' }).waitFor();
  await guest.getByLabel('New password').fill('yet another sentence');
  await guest.getByRole('button', { name: 'Change password' }).click();
  await guest.getByRole('link', { name: 'Get a new link' }).waitFor();
  await guest.close();
});

test('an address is confirmed by a press, not by the look of a program at the mail', async () => {
  const guest = await stranger(browser);
  const sent: string[] = [];
  guest.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await guest.goto('/verify-email#good');
  await guest.getByRole('button', { name: 'Confirm' }).waitFor();
  await accessible(guest);
  expect(sent).toEqual([]);
  await guest.getByRole('button', { name: 'Confirm' }).click();
  await guest.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
  await guest.close();
});
