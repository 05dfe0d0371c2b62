import type { Lane } from '~/api/types.ts';

/** The last lane that a card may be made in without passing a review unseen. */
const lastToBeginIn = 5;

export const beginsLate = (lane: Pick<Lane, 'number'> | undefined): boolean => lane !== undefined && lane.number > lastToBeginIn;

/** Why nobody but an owner or admin makes a card there. */
export const lateReason = 'A card made in this lane would pass the review unseen. Make it in Build or before, or ask an owner or admin.';
