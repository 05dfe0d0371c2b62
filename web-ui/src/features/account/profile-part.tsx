import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage, fieldErrors } from '~/api/errors.ts';
import { meQuery } from '~/api/queries.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { TextField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { toast } from '~/ui/toast.tsx';
import { Part } from './part.tsx';

export function ProfilePart() {
  const { me } = useWorkspace();
  const queries = useQueryClient();
  const [name, setName] = useState(me.name);
  const save = useMutation({
    mutationFn: () => answer(api.PATCH('/auth/me', { body: { name: name.trim() } })),
    onSuccess: (changed) => {
      queries.setQueryData(meQuery.queryKey, changed);
      void queries.invalidateQueries({ queryKey: ['members'] });
      setName(changed.name);
      toast({ tone: 'good', title: 'Your name is changed', detail: 'Others see it at what you did as well.' });
    },
  });
  const wrong = fieldErrors(save.error);
  return (
    <Part title="Profile" lead="How you are called where others see you.">
      <Form className="flex flex-wrap items-start gap-3" onSubmit={() => save.mutate()}>
        <div className="min-w-48 flex-1">
          <TextField
            label="Name"
            required
            maxLength={100}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={wrong.name}
          />
        </div>
        <Button type="submit" className="mt-6 h-9" disabled={save.isPending || name.trim() === me.name}>
          {save.isPending ? 'Saving…' : 'Save name'}
        </Button>
      </Form>
      {save.isError && !wrong.name && (
        <Notice tone="bad" role="alert">
          {errorMessage(save.error)}
        </Notice>
      )}
    </Part>
  );
}
