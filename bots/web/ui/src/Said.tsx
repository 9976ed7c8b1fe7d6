import { blocks } from './blocks.ts';
import { Icon } from './Icon.tsx';

/** A reply's words, with quoted clauses set off and their source below. Always text, never HTML. */
export function Said({ text }: { readonly text: string }) {
  return (
    <>
      {blocks(text).map((block, index) => {
        const key = `${index}-${block.is}`;
        if (block.is === 'quote') {
          return (
            <blockquote key={key} className="clause">
              {block.text}
            </blockquote>
          );
        }
        if (block.is === 'cite') {
          return (
            <p key={key} className="cite">
              <Icon name="book" size={14} />
              <span>{block.text}</span>
            </p>
          );
        }
        return (
          <p key={key} className="said">
            {block.text}
          </p>
        );
      })}
    </>
  );
}
