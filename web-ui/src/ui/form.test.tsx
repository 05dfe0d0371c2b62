import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { TextField } from './field.tsx';
import { Form } from './form.tsx';

afterEach(() => document.body.replaceChildren());

test('says beneath the field what is wrong, and lets the form go when it is right', async () => {
  const sent = vi.fn();
  render(
    <Form onSubmit={sent}>
      <TextField label="Name" name="name" required />
      <button type="submit">Send</button>
    </Form>,
  );

  await userEvent.click(screen.getByRole('button'));
  expect(screen.getByText('This is needed.')).toBeDefined();
  expect(screen.getByLabelText('Name')).toBe(document.activeElement);
  expect(sent).not.toHaveBeenCalled();

  await userEvent.type(screen.getByLabelText('Name'), 'Bea');
  expect(screen.queryByText('This is needed.')).toBeNull();
  await userEvent.click(screen.getByRole('button'));
  expect(sent).toHaveBeenCalledOnce();
});
