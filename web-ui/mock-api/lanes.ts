import type { Agent, Lane } from '../src/api/types.ts';

type LaneRule = Pick<Lane, 'key' | 'name' | 'wipLimit' | 'onEntry' | 'agents' | 'exitCriterion'>;

/** The eleven lanes and the built-in agents, as every new project gets them. */
export const laneRules: LaneRule[] = [
  {
    key: 'VISION',
    name: 'Vision & CoPilot Planning',
    wipLimit: null,
    onEntry: ['CEO_COPILOT', 'STRATEGY', 'STORYBOARD'],
    agents: [],
    exitCriterion: 'blueprint_approved',
  },
  {
    key: 'PRD',
    name: 'PRD / MVP Definition',
    wipLimit: 5,
    onEntry: ['PRD', 'MVP_SCOPE'],
    agents: [],
    exitCriterion: 'mvp_features_created',
  },
  { key: 'RESEARCH', name: 'Research', wipLimit: 3, onEntry: ['RESEARCH'], agents: [], exitCriterion: 'research_documented' },
  {
    key: 'ARCHITECTURE',
    name: 'Architecture & Stack',
    wipLimit: 3,
    onEntry: ['ARCHITECT'],
    agents: [],
    exitCriterion: 'architecture_documented',
  },
  { key: 'PLANNING', name: 'Planning & Task Breakdown', wipLimit: 5, onEntry: ['PLANNER'], agents: [], exitCriterion: 'tasks_planned' },
  {
    key: 'BUILD',
    name: 'Build',
    wipLimit: 8,
    onEntry: [],
    agents: ['DEV_BACKEND', 'DEV_FRONTEND', 'DEVOPS'],
    exitCriterion: 'build_reviewed',
  },
  { key: 'REVIEW', name: 'Code Review', wipLimit: 5, onEntry: ['CODE_REVIEWER'], agents: [], exitCriterion: 'review_approved' },
  { key: 'TEST', name: 'Test & QA', wipLimit: 5, onEntry: ['QA'], agents: ['TROUBLESHOOTER'], exitCriterion: 'no_open_bugs' },
  { key: 'DEPLOY', name: 'Deploy', wipLimit: 3, onEntry: ['DEPLOYMENT'], agents: [], exitCriterion: 'deployment_approved' },
  { key: 'DOCS', name: 'Docs & Training', wipLimit: 3, onEntry: ['DOCS'], agents: [], exitCriterion: 'docs_written' },
  { key: 'LEARN', name: 'Learn & Optimize', wipLimit: 2, onEntry: ['REFACTOR'], agents: [], exitCriterion: null },
];

const names: Record<string, string> = {
  CEO_COPILOT: 'CEO CoPilot',
  STRATEGY: 'Strategy',
  STORYBOARD: 'Storyboard',
  PRD: 'Product Requirements',
  MVP_SCOPE: 'MVP Scope',
  RESEARCH: 'Research',
  ARCHITECT: 'Architect',
  PLANNER: 'Planner',
  DEV_BACKEND: 'Backend Developer',
  DEV_FRONTEND: 'Frontend Developer',
  DEVOPS: 'DevOps',
  CODE_REVIEWER: 'Code Reviewer',
  QA: 'QA',
  TROUBLESHOOTER: 'Troubleshooter',
  DEPLOYMENT: 'Deployment',
  DOCS: 'Documentation',
  REFACTOR: 'Refactor',
};

export const agents: Agent[] = Object.entries(names).map(([id, name]) => ({
  id,
  name,
  lanes: laneRules.flatMap((lane, number) => ([...lane.onEntry, ...lane.agents].includes(id) ? [number] : [])),
  provider: 'openai',
  model: 'gpt-4o',
  tools: [],
  risk: 'low',
}));
