import { memo } from 'react';
import { Avatar, BotAvatar } from '../../shared/Avatar.tsx';
import { dayName, dayOf, timeOf } from '../../shared/days.ts';
import { Said } from '../../shared/said/Said.tsx';
import type { ChatLine } from '../../shared/wire.ts';
import { type CardState, identity } from '../cards.ts';
import type { Item } from '../items.ts';
import type { Chat } from '../useChat.ts';
import { CardView } from './card/CardView.tsx';
import { Rating } from './card/Rating.tsx';
import { FileView } from './FileView.tsx';
import { Pressed } from './Pressed.tsx';
import { UnsentLine } from './UnsentLine.tsx';
import './bubble.css';

interface Props {
  readonly item: Item;
  readonly name: string | undefined;
  readonly today: string;
  readonly chat: Pick<Chat, 'say' | 'retry' | 'drop' | 'fileOf'>;
}

export const Line = memo(function Line({ item, name, today, chat }: Props) {
  if (item.is === 'day') {
    return (
      <li className="day">
        <span>{dayName(item.day, today)}</span>
      </li>
    );
  }
  if (item.is === 'unsent') return <UnsentLine item={item} name={name} chat={chat} />;
  const { line, first, last } = item;
  const mine = line.from === 'me';
  return (
    <li className={`row ${mine ? 'row-me' : 'row-bot'} ${first ? 'row-first' : ''}`}>
      <span className="row-avatar">{first && (mine ? <Avatar name={name} /> : <BotAvatar />)}</span>
      <div className="stack">
        <span className="sr-only">{mine ? '我说：' : '学分助手说：'}</span>
        <Body line={line} card={item.card} label={item.label} chat={chat} />
        {last && (
          <time className="time" dateTime={line.at} title={`${dayName(dayOf(line.at), today)} ${timeOf(line.at)}`}>
            {timeOf(line.at)}
          </time>
        )}
      </div>
    </li>
  );
});

interface BodyProps {
  readonly line: ChatLine;
  readonly card: CardState | undefined;
  readonly label: string | undefined;
  readonly chat: Pick<Chat, 'say' | 'fileOf'>;
}

function Body({ line, card, label, chat }: BodyProps) {
  const { body } = line;
  const press = (value: string): void => chat.say({ is: 'action', value, card: identity(line) });
  switch (body.is) {
    case 'text':
      return (
        <div className="bubble">
          {line.from === 'me' ? <p className="said">{body.text}</p> : <Said text={body.text} />}
        </div>
      );
    case 'action':
      return <Pressed label={label} />;
    case 'card':
      return (
        <>
          {body.text.trim() !== '' && (
            <div className="bubble">
              <Said text={body.text} links={body.card.links} />
            </div>
          )}
          {body.card.lasting ? (
            <Rating card={body.card} chosen={card?.pressed} press={press} />
          ) : (
            <CardView card={body.card} state={card ?? { live: false }} press={press} />
          )}
        </>
      );
    case 'file':
      return <FileView {...body} href={`/api/files/${body.hash}`} local={chat.fileOf(line.key)} />;
  }
}
