import { ArrowUp, X } from 'lucide-react';
import { useId } from 'react';
import type { Agent } from '~/api/types.ts';
import { useAgentName } from '~/features/agent/agent-labels.ts';
import { IconButton } from '~/ui/button.tsx';
import { control } from '~/ui/field.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';

interface AgentOrderProps {
  label: string;
  chosen: string[];
  free: Agent[];
  onChange: (chosen: string[]) => void;
}

/** Some agents in an order: add at the end, bring forward, take away. */
export function AgentOrder({ label, chosen, free, onChange }: AgentOrderProps) {
  const nameOf = useAgentName();
  const heading = useId();
  const forward = (index: number) =>
    onChange(chosen.flatMap((agent, at) => (at === index - 1 ? [chosen[index] ?? agent, agent] : at === index ? [] : [agent])));
  return (
    <div role="group" aria-labelledby={heading} className="grid gap-1.5">
      <p id={heading} className="text-sm font-medium">
        {label}
      </p>
      <div className="flex flex-wrap items-center gap-1.5">
        {chosen.map((agent, index) => (
          <span key={agent} className="inline-flex max-w-full items-center gap-0.5 rounded-md border border-line bg-paper pl-2 text-sm">
            <span className="min-w-0">
              <UserText text={nameOf(agent)} />
            </span>
            {index > 0 && (
              <IconButton label={`${plain(nameOf(agent))} earlier`} className="size-6 shrink-0" onClick={() => forward(index)}>
                <ArrowUp aria-hidden size={12} className="-rotate-90" />
              </IconButton>
            )}
            <IconButton
              label={`Take ${plain(nameOf(agent))} away`}
              className="size-6 shrink-0"
              onClick={() => onChange(chosen.filter((other) => other !== agent))}
            >
              <X aria-hidden size={12} />
            </IconButton>
          </span>
        ))}
        <select
          aria-label={`Add an agent: ${label}`}
          value=""
          onChange={(event) => onChange([...chosen, event.target.value])}
          className={`${control} h-8 w-28!`}
        >
          <option value="" disabled>
            Add…
          </option>
          {free.map((agent) => (
            <option key={agent.id} value={agent.id}>
              {plain(agent.name)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
