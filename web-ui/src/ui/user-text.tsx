import { pieces } from './unseen.ts';

interface UserTextProps {
  text: string;
  /** A line of a program: it reads from left to right, and an unusual space is worth a mark. */
  code?: boolean;
}

/**
 * What a person or an agent wrote. It cannot turn the text beside it around, and what could not be seen in it is named.
 * Every name, title, label, path and line goes through here.
 */
export function UserText({ text, code = false }: UserTextProps) {
  return (
    <bdi {...(code && { dir: 'ltr' })}>
      {pieces(text, code).map((piece, index) =>
        piece.unseen ? (
          <span key={index} className="unseen" title="A character that could not be seen">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </bdi>
  );
}
