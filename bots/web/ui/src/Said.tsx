import { blocks, pieces } from './blocks.ts';
import { Icon } from './Icon.tsx';
import { Meter } from './Meter.tsx';

/** A reply's words, with quoted clauses set off and their source below. Always text, never HTML. */
export function Said({ text }: { readonly text: string }) {
  return (
    <>
      {blocks(text).map((block, index) => {
        const key = `${index}-${block.is}`;
        if (block.is === 'quote') {
          return (
            <blockquote key={key} className="clause">
              {pieces(block.text).map((piece, at) =>
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a clause never move
                piece.marked ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
              )}
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
        if (block.is === 'bar') return <Meter key={key} has={block.has} needs={block.needs} />;
        return (
          <p key={key} className="said">
            {block.text}
          </p>
        );
      })}
    </>
  );
}
