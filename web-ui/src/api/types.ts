import type { components } from './schema.d.ts';

/** The API's shapes by the product's names; all of them come from the gateway's OpenAPI file. */
type Schemas = components['schemas'];

export type Role = Schemas['Role'];
export type CardType = Schemas['CardType'];
export type Priority = Schemas['Priority'];
export type CardStatus = Schemas['CardStatus'];
export type RunStatus = Schemas['RunStatus'];
export type DocumentStatus = Schemas['DocumentStatus'];
export type LogLevel = Schemas['LogLevel'];
export type LogSource = Schemas['LogSource'];
export type Me = Schemas['Me'];
export type Membership = Schemas['Membership'];
export type Project = Schemas['Project'];
export type Lane = Schemas['Lane'];
export type Board = Schemas['Board'];
export type ActiveRun = Schemas['ActiveRun'];
export type CardSummary = Schemas['CardSummary'];
export type Card = Schemas['Card'];
export type NewCard = Schemas['NewCard'];
export type CardChange = Schemas['CardChange'];
export type CardMove = Schemas['CardMove'];
export type HistoryEntry = Schemas['HistoryEntry'];
export type Comment = Schemas['Comment'];
export type DocumentSummary = Schemas['DocumentSummary'];
export type WorkDocument = Schemas['Document'];
export type Agent = Schemas['Agent'];
export type Run = Schemas['Run'];
export type FileChange = Schemas['FileChange'];
export type FileChanges = Schemas['FileChanges'];
export type LineComment = Schemas['LineComment'];
export type Workflow = Schemas['Workflow'];
export type LaneRule = Schemas['LaneRule'];
export type AgentConfig = Schemas['AgentConfig'];
export type AgentSettings = Schemas['AgentSettings'];
export type LogLine = Schemas['LogLine'];
export type Provider = Schemas['Provider'];
export type Tally = Schemas['Tally'];
export type Usage = Schemas['Usage'];
export type Breakdown = keyof Usage['breakdown'];
export type BoardEvent = Schemas['BoardEvent'];
export type ProblemDetail = Schemas['Problem'];

export const cardTypes: readonly CardType[] = ['EPIC', 'FEATURE', 'TASK', 'BUG', 'DOC', 'BLUEPRINT'];
export const priorities: readonly Priority[] = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
export const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
export const logSources: readonly LogSource[] = ['orchestrator', 'provider', 'agent'];
