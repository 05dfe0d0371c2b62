import type { AgentConfig, LaneRule, Workflow } from '../src/api/types.ts';
import { laneRules } from './lanes.ts';
import { Refusal } from './refusal.ts';

/** The settings of the one project that anybody changes here. */
export class Settings {
  private workflow: Workflow = {
    version: 1,
    lanes: laneRules.map((lane, number) => ({
      number,
      key: lane.key,
      name: lane.name,
      onEntry: lane.onEntry,
      parallel: [],
      manual: lane.agents,
      wipLimit: lane.wipLimit ?? null,
      wipPolicy: 'WARN',
      exitCriterion: lane.exitCriterion ?? 'completed',
      autoAdvance: false,
      requireApproval: false,
    })),
  };
  private agents: AgentConfig = { version: 1, agents: {} };

  readWorkflow(): Workflow {
    return this.workflow;
  }

  changeWorkflow(lanes: LaneRule[], version: number | undefined): Workflow {
    this.expect(version, this.workflow.version);
    this.workflow = {
      version: this.workflow.version + 1,
      lanes: this.workflow.lanes.map((lane) => lanes.find((changed) => changed.number === lane.number) ?? lane),
    };
    return this.workflow;
  }

  readAgents(): AgentConfig {
    return this.agents;
  }

  changeAgents(agents: AgentConfig['agents'], version: number | undefined): AgentConfig {
    this.expect(version, this.agents.version ?? 0);
    this.agents = { version: (this.agents.version ?? 0) + 1, agents };
    return this.agents;
  }

  private expect(version: number | undefined, known: number): void {
    if (version !== known) throw new Refusal(412, 'version-conflict', 'Somebody changed the settings meanwhile. Look at them again.');
  }
}
