import { Icon } from '../Icon.tsx';
import type { Card } from '../wire.ts';
import { blocks, pieces } from './blocks.ts';
import { Meter } from './Meter.tsx';
import './said.css';

/**
 * A reply's words, with quoted clauses set off and their source below; `links` lead from a source to its place. Always text,
 * never HTML.
 */
export function Said({ text, links = [] }: { readonly text: string; readonly links?: Card['links'] }) {
  return (
    <>
      {blocks(text).map((block, index, all) => {
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
            <p key={key} className={all[index - 1]?.is === 'quote' ? 'cite cite-of-clause' : 'cite'}>
              <Icon name="book" size={14} />
              <Source text={block.text} href={links.find(({ label }) => label === `〔${block.text}〕`)?.href} />
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

/** What a source's last piece says where the document is not simply in force. */
const PAST = /^(?:已废止|已于|只管|\d{4}-\d\d-\d\d起施行)/;

function Source({ text, href }: { readonly text: string; readonly href: string | undefined }) {
  const cut = text.lastIndexOf(' · ');
  const force = text.slice(cut + 3);
  const words =
    cut > 0 && PAST.test(force) ? (
      <>
        {text.slice(0, cut + 3)}
        <span className="cite-past">{force}</span>
      </>
    ) : (
      text
    );
  // Only pages of ours.
  return href?.startsWith('/documents/') ? (
    <a href={href} target="_blank" rel="noopener" title="打开原文">
      {words}
    </a>
  ) : (
    <span>{words}</span>
  );
}
