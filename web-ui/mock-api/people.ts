import { randomUUID } from 'node:crypto';
import type { AuditEntry, Invitation, Member, NewInvitation, Role, Session, ShownInvitation } from '../src/api/types.ts';
import { missing, Refusal } from './refusal.ts';
import { now, type World } from './world.ts';

const day = 86_400_000;
const at = (days: number) => new Date(Date.now() + days * day).toISOString();
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0';

/** Who belongs to the workspace, who is invited, where Ada is signed in, and what was written down about it. */
export class People {
  readonly members: Member[];
  readonly audit: AuditEntry[] = [];
  private invitations: Invitation[] = [];
  private sessions: Session[];

  constructor(private readonly world: World) {
    const { me } = world;
    const member = (name: string, email: string, role: Role, days: number): Member => ({
      userId: randomUUID(),
      name,
      email,
      role,
      joinedAt: at(-days),
      version: 1,
    });
    this.members = [
      { ...member(me.name, me.email, 'OWNER', 90), userId: me.id },
      member('Grace Hopper', 'grace@example.com', 'ADMIN', 60),
      member('Alan Turing', 'alan@example.com', 'MEMBER', 30),
      member('Vera Rubin', 'vera@example.com', 'VIEWER', 3),
    ];
    this.sessions = [session('Chrome on Linux', true, 0), session('Firefox on Windows', false, 2), session('Safari on iPhone', false, 9)];
    this.invite({ email: 'edsger@example.com', role: 'MEMBER' });
    this.invitations.push({
      ...this.made({ email: 'late@example.com', role: 'VIEWER' }),
      expiresAt: at(-1),
      sentAt: at(-15),
      expired: true,
    });
  }

  add(name: string, email: string, role: Role): Member {
    const member: Member = { userId: randomUUID(), name, email, role, joinedAt: now(), version: 1 };
    this.members.push(member);
    return member;
  }

  changeRole(id: string, role: Role, version: number | undefined): Member {
    const member = this.member(id);
    if (version !== member.version) throw new Refusal(412, 'version-conflict', 'Somebody changed the role meanwhile.');
    this.keepOwner(member, role);
    this.note('member.role-changed', { kind: 'member', id, name: member.name }, { from: member.role, to: role });
    return Object.assign(member, { role, version: member.version + 1 });
  }

  remove(id: string): void {
    const member = this.member(id);
    this.keepOwner(member, undefined);
    this.note('member.removed', { kind: 'member', id, name: member.name }, { role: member.role });
    this.members.splice(this.members.indexOf(member), 1);
  }

  listInvitations() {
    return { items: this.invitations, nextCursor: null };
  }

  invite(body: NewInvitation): Invitation {
    if (this.members.some((member) => member.email === body.email))
      throw new Refusal(409, 'already-member', 'The person is a member already.');
    const invitation = this.made(body);
    this.invitations = [invitation, ...this.invitations.filter((other) => other.email !== body.email)];
    this.note('invitation.sent', { kind: 'invitation', id: invitation.id, name: body.email }, { role: body.role });
    return invitation;
  }

  revoke(id: string): void {
    const invitation = this.invitations.find((known) => known.id === id);
    if (!invitation) throw missing();
    this.invitations = this.invitations.filter((known) => known !== invitation);
    this.note('invitation.revoked', { kind: 'invitation', id, name: invitation.email }, { role: invitation.role });
  }

  /** `for-ada` and `for-grace` are good, anything else is not. */
  shown(token: string): ShownInvitation {
    const email = { 'for-ada': 'ada@example.com', 'for-grace': 'grace@example.com' }[token];
    if (!email) throw new Refusal(410, 'invitation-not-usable', 'The invitation is good for nothing any more.');
    return { workspaceName: 'Northwind Studio', inviterName: 'Grace Hopper', email, role: 'MEMBER', expiresAt: at(7) };
  }

  listSessions() {
    return { items: this.sessions };
  }

  endSession(id?: string): void {
    this.sessions = this.sessions.filter((known) => (id ? known.id !== id : known.current));
  }

  readAudit(query: URLSearchParams) {
    const [actor, action] = [query.get('actor'), query.get('action')];
    const items = this.audit.filter((entry) => (!actor || entry.actor.id === actor) && (!action || entry.action === action)).reverse();
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit') ?? 50);
    return { items: items.slice(from, to), nextCursor: to < items.length ? String(to) : null };
  }

  note(action: string, thing: AuditEntry['thing'], details: AuditEntry['details'], actor: Partial<AuditEntry['actor']> = {}): void {
    const { id, name } = this.world.me;
    this.audit.push({
      id: randomUUID(),
      at: now(),
      actor: { kind: 'person', id, name, apiKeyId: null, runId: null, ...actor },
      action,
      thing,
      details,
      address: '192.0.2.17',
    });
  }

  private member(id: string): Member {
    const member = this.members.find((known) => known.userId === id);
    if (!member) throw missing();
    return member;
  }

  private made({ email, role }: NewInvitation): Invitation {
    const { id, name } = this.world.me;
    return {
      id: randomUUID(),
      workspaceId: this.world.workspaceId,
      email,
      role,
      invitedBy: { id, name },
      createdAt: now(),
      sentAt: now(),
      expiresAt: at(14),
      expired: false,
    };
  }

  private keepOwner(member: Member, next: Role | undefined): void {
    const owners = this.members.filter((known) => known.role === 'OWNER').length;
    if (member.role === 'OWNER' && next !== 'OWNER' && owners < 2)
      throw new Refusal(409, 'last-owner', 'This is the only owner; make somebody else an owner first, or delete the workspace.');
  }
}

const session = (device: string, current: boolean, days: number): Session => ({
  id: randomUUID(),
  device,
  userAgent: firefox,
  address: current ? '192.0.2.17' : '198.51.100.4',
  createdAt: at(-days - 1),
  lastSeenAt: at(-days),
  expiresAt: at(30),
  current,
});
