import { createContext, use } from 'react';
import type { LiveFeed, LiveState } from '~/api/live.ts';
import type { Me, Membership, Project } from '~/api/types.ts';

/** Where the person is: their workspace with their role, the open project, and the live feed of both. */
export interface Place {
  me: Me;
  workspace: Membership | undefined;
  project: Project | undefined;
  feed: LiveFeed | undefined;
  live: LiveState;
}

export const PlaceContext = createContext<Place | undefined>(undefined);

export function useWorkspace(): Place {
  const place = use(PlaceContext);
  if (!place) throw new Error('useWorkspace is for pages inside the shell');
  return place;
}
