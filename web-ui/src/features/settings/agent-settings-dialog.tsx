import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { agentConfigQuery, providersQuery } from '~/api/queries.ts';
import type { Agent, AgentConfig, AgentSettings } from '~/api/types.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { SelectField, TextArea, TextField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { Check } from './check.tsx';
import { useProviderName } from './use-provider-name.ts';

interface AgentSettingsDialogProps {
  projectId: string;
  config: AgentConfig;
  agent: Agent;
  onClose: () => void;
}

/** What is left empty stays as it is by default. */
export function AgentSettingsDialog({ projectId, config, agent, onClose }: AgentSettingsDialogProps) {
  const queries = useQueryClient();
  const providerName = useProviderName();
  const providers = useQuery(providersQuery).data?.items ?? [];
  const [settings, setSettings] = useState<AgentSettings>(config.agents[agent.id] ?? {});
  const set = <K extends keyof AgentSettings>(key: K, value: AgentSettings[K] | undefined) => {
    const { [key]: _before, ...rest } = settings;
    setSettings(value === undefined ? rest : { ...rest, [key]: value });
  };
  const save = useMutation({
    mutationFn: (wanted: AgentSettings) => {
      const { [agent.id]: _before, ...others } = config.agents;
      return answer(
        api.PUT('/api/projects/{projectId}/agent-config', {
          params: { path: { projectId }, header: { 'If-Match': `"${config.version ?? 0}"` } },
          body: { agents: Object.keys(wanted).length > 0 ? { ...others, [agent.id]: wanted } : others },
        }),
      );
    },
    onSuccess: (saved) => {
      queries.setQueryData(agentConfigQuery(projectId).queryKey, saved);
      onClose();
    },
  });
  const models = providers.flatMap((provider) => provider.models.map((model) => ({ provider: provider.id, model: model.id })));
  const chosen = settings.model ? `${settings.provider ?? agent.provider} ${settings.model}` : '';
  return (
    <Dialog title={agent.name} onClose={onClose}>
      <Form className="grid gap-4" onSubmit={() => save.mutate(settings)}>
        <Check
          label="May work in this project"
          checked={settings.enabled !== false}
          onChange={(on) => set('enabled', on ? undefined : false)}
        />
        <SelectField
          label="Model"
          value={chosen}
          onChange={(event) => {
            const [provider, model] = event.target.value.split(' ');
            const { provider: _provider, model: _model, ...rest } = settings;
            setSettings(provider && model ? { ...rest, provider, model } : rest);
          }}
        >
          <option value="">
            Default: {providerName(agent.provider)} / {agent.model}
          </option>
          {models.map(({ provider, model }) => (
            <option key={`${provider} ${model}`} value={`${provider} ${model}`}>
              {providerName(provider)} / {model}
            </option>
          ))}
        </SelectField>
        <div className="grid gap-3 sm:grid-cols-3">
          <TextField
            label="Temperature"
            type="number"
            min={0}
            max={2}
            step={0.1}
            value={settings.temperature ?? ''}
            onChange={(event) => set('temperature', event.target.value ? Number(event.target.value) : undefined)}
          />
          <TextField
            label="Token limit"
            type="number"
            min={1}
            value={settings.maxTokens ?? ''}
            onChange={(event) => set('maxTokens', event.target.value ? Number(event.target.value) : undefined)}
          />
          <TextField
            label="Budget a run, USD"
            inputMode="decimal"
            pattern="\d+(\.\d+)?"
            data-mistake="An amount such as 0.50."
            value={settings.budget ?? ''}
            onChange={(event) => set('budget', event.target.value || undefined)}
          />
        </div>
        <TextArea
          label="Added to its instructions"
          rows={5}
          maxLength={10000}
          value={settings.promptAddition ?? ''}
          onChange={(event) => set('promptAddition', event.target.value || undefined)}
        />
        {save.isError && (
          <Notice tone="bad" role="alert">
            {errorMessage(save.error)}
          </Notice>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button kind="quiet" onClick={() => save.mutate({})} disabled={save.isPending || !config.agents[agent.id]}>
            Reset to default
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={save.isPending}>
            Save agent
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
