import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage, fieldErrors } from '~/api/errors.ts';
import { apiKeysQuery } from '~/api/queries.ts';
import { type KeyScope, keyScopes, type MadeApiKey } from '~/api/types.ts';
import { Check } from '~/features/settings/check.tsx';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { SelectField, TextField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { scopeLabels } from './scope-labels.ts';

const lives = [30, 90, 365] as const;

interface NewKeyDialogProps {
  workspaceId: string;
  onMade: (made: MadeApiKey) => void;
  onClose: () => void;
}

export function NewKeyDialog({ workspaceId, onMade, onClose }: NewKeyDialogProps) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly KeyScope[]>(['models']);
  const [days, setDays] = useState('90');
  const make = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/auth/api-keys', {
          body: {
            workspaceId,
            name: name.trim(),
            scopes: [...scopes],
            expiresAt: days ? new Date(Date.now() + Number(days) * 86_400_000).toISOString() : null,
          },
        }),
      ),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: apiKeysQuery(workspaceId).queryKey });
      onMade(made);
    },
  });
  return (
    <Dialog title="New API key" onClose={onClose}>
      <Form className="grid gap-4" onSubmit={() => make.mutate()}>
        <TextField
          label="Name"
          hint="What uses it, so that you know it again"
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={fieldErrors(make.error).name}
        />
        <fieldset className="grid gap-2">
          <legend className="mb-1 text-sm font-medium">It may</legend>
          {keyScopes.map((scope) => (
            <div key={scope}>
              <Check
                label={scopeLabels[scope].name}
                checked={scopes.includes(scope)}
                onChange={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((other) => other !== scope))}
              />
              <p className="pl-6 text-xs text-ink-faint">{scopeLabels[scope].hint}</p>
            </div>
          ))}
        </fieldset>
        <SelectField label="Expires" value={days} onChange={(event) => setDays(event.target.value)}>
          {lives.map((life) => (
            <option key={life} value={life}>
              in {life} days
            </option>
          ))}
          <option value="">never</option>
        </SelectField>
        {make.isError && (
          <Notice tone="bad" role="alert">
            {errorMessage(make.error)}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            type="submit"
            disabled={make.isPending}
            disabledReason={!name.trim() ? 'Give it a name' : scopes.length === 0 ? 'Choose what it may do' : undefined}
          >
            Create key
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
