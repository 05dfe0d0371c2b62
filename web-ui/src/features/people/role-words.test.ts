import { expect, test } from 'vitest';
import { managesPeople, reaches, roles } from './role-words.ts';

test('nobody gives a role above their own', () => {
  expect(roles.filter((role) => reaches('ADMIN', role))).toEqual(['ADMIN', 'MEMBER', 'VIEWER']);
  expect(roles.filter((role) => reaches('OWNER', role))).toEqual(roles);
  expect(reaches(undefined, 'VIEWER')).toBe(false);
});

test('owners and admins manage people', () => {
  expect(roles.filter(managesPeople)).toEqual(['OWNER', 'ADMIN']);
});
