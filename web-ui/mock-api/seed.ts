import type { NewCard } from '../src/api/types.ts';
import { createProject } from './boards.ts';
import { createCard } from './cards.ts';
import { writeDocument } from './documents.ts';
import { linkCards } from './links.ts';
import { roughEdges } from './rough-edges.ts';
import { pastRun, startRun } from './runs.ts';
import { World } from './world.ts';

const brief = `We are four practices with two to six therapists each. Patients phone us, we write into a paper calendar, and every second day somebody comes at the wrong time. We want patients to **book, move and cancel** appointments themselves, from a phone, without an account to remember.

- A first appointment takes 40 minutes, the others 20.
- Therapists differ in what they may do. Rooms: three treatment rooms, one gym, at each site.
- A patient may move an appointment until 24 hours before; later we charge 25 euros.
- Health data: German law, servers in the EU, every look at a record is logged.

We have no IT person. It must run without us.`;

/** A workspace in the middle of its work. */
export function seeded(): World {
  const world = new World();
  const project = createProject(
    world,
    'Physio Booking',
    'PHYS',
    'Appointments for small physiotherapy practices: patients book, move and cancel by themselves.',
  );
  createProject(world, 'Field Notes', 'NOTE', 'Offline notes for surveyors.');
  const make = (lane: number, title: string, more: Partial<NewCard> = {}) => createCard(world, project.id, { title, lane, ...more });

  const epic = make(1, 'Appointments that patients book by themselves', {
    type: 'EPIC',
    priority: 'HIGH',
    description: brief,
    acceptanceCriteria: ['A patient books in under a minute, without an account', 'Nobody can see another patient’s appointment'],
  });
  const vision = make(0, 'Reminders that free the slot when the answer is no', { type: 'EPIC', description: brief, labels: ['growth'] });
  make(0, 'A month’s report for the owner', { type: 'EPIC', priority: 'LOW' });
  make(1, 'Book an appointment by link', { type: 'FEATURE', parentId: epic.id });
  make(1, 'Waiting list, asked in order', { type: 'FEATURE', parentId: epic.id, priority: 'HIGH' });
  make(2, 'What German health data law asks of us', { type: 'DOC', priority: 'HIGH', labels: ['legal'] });
  const durations = make(3, 'Calendar model: rooms, skills, durations', { type: 'FEATURE', parentId: epic.id });
  make(3, 'Where the data lives', { type: 'TASK', labels: ['legal', 'infra'] });
  const link = make(3, 'One link, no account: how safe is it', { type: 'TASK', priority: 'CRITICAL' });
  make(4, 'Slots of 40 and 20 minutes', { type: 'TASK', parentId: epic.id });
  make(5, 'Move an appointment until 24 hours before', { type: 'FEATURE', priority: 'HIGH' });
  make(5, 'The therapist’s day on one screen', { type: 'FEATURE' });
  const review = make(6, 'Charge 25 euros unless the slot is sold again', { type: 'TASK', priority: 'HIGH' });
  review.reviewState = 'PENDING';
  make(7, 'Double booking when two tabs are open', { type: 'BUG', priority: 'CRITICAL' });
  make(9, 'Guide for the front desk', { type: 'DOC' });
  const done = make(10, 'Log every look at a record', { type: 'TASK' });
  done.status = 'DONE';
  const [, grace, alan] = world.people.members;
  review.assigneeId = grace?.userId ?? null;
  review.dueDate = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  durations.assigneeId = alan?.userId ?? null;
  link.assigneeId = world.me.id;

  writeDocument(
    world,
    epic,
    'BLUEPRINT',
    'Blueprint: appointments that patients book by themselves',
    '# Blueprint\n\nApproved earlier.',
    'CEO_COPILOT',
  );
  linkCards(world, 'BLOCKS', durations, link);
  const agents = ['CEO_COPILOT', 'STRATEGY', 'STORYBOARD', 'PRD', 'MVP_SCOPE', 'RESEARCH', 'ARCHITECT'];
  for (let day = 24; day >= 0; day--) {
    const agent = agents[day % agents.length] ?? 'PRD';
    if (day % 6 === 5) continue;
    const claude = agent === 'ARCHITECT';
    pastRun(
      world,
      epic,
      agent,
      day,
      9_000 + ((day * 7_919) % 31_000),
      claude ? 'anthropic' : agent === 'RESEARCH' ? 'google' : 'openai',
      claude ? 'claude-3-5-sonnet-20241022' : agent === 'RESEARCH' ? 'gemini-1.5-pro' : 'gpt-4o',
    );
  }
  roughEdges(world);
  world.seeded = true;
  startRun(world, vision, 'CEO_COPILOT', 'AUTO', ['STRATEGY', 'STORYBOARD']);
  return world;
}
