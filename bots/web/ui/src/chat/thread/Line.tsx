import { Button, Progress } from 'antd';
import { memo, useEffect, useState } from 'react';
import { Avatar, BotAvatar } from '../../shared/Avatar.tsx';
import { dayName, dayOf, timeOf } from '../../shared/days.ts';
import { Icon } from '../../shared/Icon.tsx';
import { bar } from '../../shared/said/blocks.ts';
import { Meter } from '../../shared/said/Meter.tsx';
import { Said } from '../../shared/said/Said.tsx';
import type { Card, ChatLine } from '../../shared/wire.ts';
import { type CardState, type Item, identity } from '../items.ts';
import type { Chat } from '../useChat.ts';
import { Rating } from './Rating.tsx';

export interface LineProps {
  readonly item: Item;
  readonly name: string | undefined;
  readonly today: string;
  readonly chat: Pick<Chat, 'say' | 'retry' | 'drop' | 'fileOf'>;
}

export const Line = memo(function Line({ item, name, today, chat }: LineProps) {
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

function Body({
  line,
  card,
  label,
  chat,
}: {
  readonly line: ChatLine;
  readonly card: CardState | undefined;
  readonly label: string | undefined;
  readonly chat: LineProps['chat'];
}) {
  const { body } = line;
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
            <Rating
              card={body.card}
              chosen={card?.pressed}
              press={(value) => chat.say({ is: 'action', value, card: identity(line) })}
            />
          ) : (
            <CardView
              card={body.card}
              state={card ?? { live: false }}
              press={(value) => chat.say({ is: 'action', value, card: identity(line) })}
            />
          )}
        </>
      );
    case 'file':
      return <FileView {...body} href={`/api/files/${body.hash}`} local={chat.fileOf(line.key)} />;
  }
}

const Pressed = ({ label }: { readonly label: string | undefined }) => (
  <div className="bubble bubble-press">
    <Icon name="check" size={16} />
    <span>{label}</span>
  </div>
);

function CardView({
  card,
  state,
  press,
}: {
  readonly card: Card;
  readonly state: CardState;
  readonly press: (value: string) => void;
}) {
  const old = card.actions.length > 0 && !state.live;
  return (
    <section className={`card ${old ? 'card-old' : ''}`} aria-label={card.title}>
      <h3>{card.title}</h3>
      {card.facts.length > 0 && (
        <dl>
          {card.facts.map(([key, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a card's facts never move, and may repeat
            <div key={index}>
              <dt>{key}</dt>
              <dd>
                <Fact value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {(state.live || state.pressed !== undefined) && card.actions.length > 0 && (
        <div className="card-actions">
          {card.actions.map((action) => {
            const chosen = state.pressed === action.value;
            return (
              <Button
                key={action.value}
                type={action.style === 'primary' || chosen ? 'primary' : 'default'}
                danger={action.style === 'danger'}
                disabled={!state.live}
                aria-pressed={chosen}
                className={chosen ? 'chosen' : ''}
                icon={chosen ? <Icon name="check" size={16} /> : undefined}
                onClick={() => press(action.value)}
              >
                {action.label}
              </Button>
            );
          })}
        </div>
      )}
      {old && state.pressed === undefined && <p className="card-note">这张卡片仅供查看。</p>}
    </section>
  );
}

function Fact({ value }: { readonly value: string }) {
  const drawn = bar(value);
  return drawn ? <Meter {...drawn} /> : value;
}

const bytes = (size: number): string =>
  size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;

function FileView({
  name,
  mime,
  size,
  href,
  local,
}: {
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly href?: string;
  readonly local?: File | undefined;
}) {
  const [source, setSource] = useState<string>();
  useEffect(() => {
    if (!/^image\/(jpeg|png|webp)$/.test(mime)) return undefined;
    if (!local) {
      setSource(href);
      return undefined;
    }
    const url = URL.createObjectURL(local);
    setSource(url);
    return () => URL.revokeObjectURL(url);
  }, [mime, local, href]);
  const inner = (
    <>
      {source ? (
        <img src={source} alt={name} className="shot" onError={() => setSource(undefined)} />
      ) : (
        <span className="file-icon">
          <Icon name="file" size={26} />
        </span>
      )}
      <span className="file-words">
        <strong>{name}</strong>
        <small>{bytes(size)}</small>
      </span>
    </>
  );
  return href ? (
    <a className="bubble file" href={href} target="_blank" rel="noopener noreferrer">
      {inner}
    </a>
  ) : (
    <div className="bubble file">{inner}</div>
  );
}

function UnsentLine({
  item,
  name,
  chat,
}: {
  readonly item: Extract<Item, { is: 'unsent' }>;
  readonly name: string | undefined;
  readonly chat: LineProps['chat'];
}) {
  const { unsent } = item;
  const { body, state } = unsent;
  return (
    <li className={`row row-me row-first unsent-${state}`}>
      <span className="row-avatar">
        <Avatar name={name} />
      </span>
      <div className="stack">
        <span className="sr-only">我说：</span>
        {body.is === 'text' && (
          <div className="bubble">
            <p className="said">{body.text}</p>
          </div>
        )}
        {body.is === 'action' && <Pressed label={item.label} />}
        {body.is === 'file' && (
          <>
            <FileView {...body} local={chat.fileOf(unsent.key)} />
            {state === 'sending' && (
              <Progress percent={Math.round((unsent.progress ?? 0) * 100)} size="small" aria-label="上传进度" />
            )}
          </>
        )}
        {state === 'waiting' && (
          <span className="time">
            <Icon name="clock" size={13} /> {unsent.reason ? '等待网络恢复后发送' : '等待发送'}
          </span>
        )}
        {state === 'sending' && <span className="time">发送中…</span>}
        {state === 'refused' && (
          <div className="refused" role="alert">
            <span>{unsent.reason}</span>
            <span className="refused-actions">
              <Button size="small" type="link" onClick={() => chat.retry(unsent.key)}>
                重发
              </Button>
              <Button size="small" type="link" onClick={() => chat.drop(unsent.key)}>
                删除
              </Button>
            </span>
          </div>
        )}
      </div>
    </li>
  );
}
