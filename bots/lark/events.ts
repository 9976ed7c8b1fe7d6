import { z } from 'zod';
import type { Inbound, InboundBody } from '../../src/types/index.ts';
import { EVERYBODY, FILE, KINDS, PICTURE, SOME_KIND } from './words.ts';

/** Ids of the platform become parts of request paths: nothing else than these characters may be in them. */
const id = z.string().regex(/^[\w.:-]{1,128}$/);

const mention = z.looseObject({
  key: z.string(),
  id: z.looseObject({ open_id: z.string().nullish() }).nullish(),
  name: z.string().nullish(),
});

const messageEvent = z.looseObject({
  sender: z.looseObject({
    sender_id: z.looseObject({ open_id: id.nullish() }).nullish(),
    sender_type: z.string().nullish(),
  }),
  message: z.looseObject({
    message_id: id,
    create_time: z.string().nullish(),
    chat_id: id,
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z.array(mention).nullish(),
  }),
});

const actionEvent = z.looseObject({
  event_id: z.string().min(1),
  create_time: z.string().nullish(),
  operator: z.looseObject({ open_id: id }),
  action: z.looseObject({ value: z.unknown() }),
  context: z.looseObject({ open_message_id: id.nullish(), open_chat_id: id.nullish() }).nullish(),
});

/** What our own buttons carry: see card.ts. */
const press = z.object({ action: z.string().max(500), card: z.string().max(500).optional(), room: id.optional() });

/** Fetches a file of a message when somebody wants its bytes. */
type Fetch = (messageId: string, key: string, type: 'file' | 'image') => Promise<Uint8Array>;

export interface Surroundings {
  readonly channel: string;
  /** The bot's own open_id. */
  readonly self: string;
  readonly fetch: Fetch;
  /** Milliseconds, for events that carry no readable time. */
  readonly now: () => number;
}

type Mention = z.infer<typeof mention>;

/** Milliseconds or, in card callbacks, microseconds since the epoch, as decimal text. */
const instant = (text: string | null | undefined, now: number): string => {
  const value = text && /^\d{12,17}$/.test(text) ? Number(text) : now;
  return new Date(value > 1e14 ? Math.floor(value / 1000) : value).toISOString();
};

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Takes the mention of the bot out of a text and gives the others their names. */
const readable = (text: string, mentions: readonly Mention[], self: string): string =>
  text
    .replace(/@_user_\d+|@_all/g, (key) => {
      if (key === '@_all') return EVERYBODY;
      const found = mentions.find((one) => one.key === key);
      if (!found) return key;
      return found.id?.open_id === self ? '' : `@${found.name ?? ''}`;
    })
    .replace(/[^\S\n]{2,}/g, ' ')
    .trim();

const image = z.looseObject({ image_key: id });
const file = z.looseObject({ file_key: id, file_name: z.string().nullish() });
const text = z.looseObject({ text: z.string() });
const run = z.looseObject({
  tag: z.string(),
  text: z.string().optional(),
  user_id: z.string().optional(),
  image_key: id.optional(),
});
const post = z.looseObject({ title: z.string().nullish(), content: z.array(z.array(run)) });

/** The house looks at the bytes; a name proves nothing. */
const ANY = 'application/octet-stream';

/** The bodies that one message holds: usually one; a rich text with pictures holds its words and each picture. */
function bodies(
  message: z.infer<typeof messageEvent>['message'],
  around: Pick<Surroundings, 'self' | 'fetch'>,
): readonly InboundBody[] {
  const content = json(message.content);
  const mentions = message.mentions ?? [];
  const picture = (key: string): InboundBody => ({
    is: 'file',
    name: PICTURE,
    mime: 'image/jpeg',
    bytes: () => around.fetch(message.message_id, key, 'image'),
  });
  const say = (words: string): InboundBody => ({ is: 'text', text: readable(words, mentions, around.self) });
  switch (message.message_type) {
    case 'text': {
      const read = text.safeParse(content);
      if (read.success) return [say(read.data.text)];
      break;
    }
    case 'post': {
      const read = post.safeParse(content);
      if (!read.success) break;
      const lines = read.data.content.map((line) =>
        line.map((part) => (part.tag === 'at' ? (part.user_id ?? '') : (part.text ?? ''))).join(''),
      );
      const words = say([read.data.title ?? '', ...lines].filter((line) => line.trim() !== '').join('\n'));
      const pictures = read.data.content.flat().flatMap((part) => (part.image_key ? [picture(part.image_key)] : []));
      return words.is === 'text' && words.text === '' && pictures.length > 0 ? pictures : [words, ...pictures];
    }
    case 'image': {
      const read = image.safeParse(content);
      if (read.success) return [picture(read.data.image_key)];
      break;
    }
    case 'file': {
      const read = file.safeParse(content);
      if (!read.success) break;
      const name = read.data.file_name || FILE;
      const bytes = () => around.fetch(message.message_id, read.data.file_key, 'file');
      return [{ is: 'file', name, mime: ANY, bytes }];
    }
  }
  return [{ is: 'unsupported', what: KINDS[message.message_type] ?? SOME_KIND }];
}

/** Whether only the bot's own id tells if this event concerns us: a group message that mentions somebody. */
export const needsSelf = (event: unknown): boolean => {
  const read = messageEvent.safeParse(event);
  return read.success && read.data.message.chat_type !== 'p2p' && (read.data.message.mentions ?? []).length > 0;
};

/**
 * `im.message.receive_v1` → what was said to us. In a group only what mentions the bot: the rest is nobody's business
 * and is neither kept nor looked at. Empty for other bots and for events of an unknown form.
 */
export function fromMessage(event: unknown, around: Surroundings): readonly Inbound[] {
  const read = messageEvent.safeParse(event);
  if (!read.success) return [];
  const { sender, message } = read.data;
  const peer = sender.sender_id?.open_id;
  if (!peer || (sender.sender_type ?? 'user') !== 'user' || peer === around.self) return [];
  const direct = message.chat_type === 'p2p';
  const mentioned = direct || (message.mentions ?? []).some((one) => one.id?.open_id === around.self);
  if (!mentioned) return [];
  return bodies(message, around).map((body, n) => ({
    channel: around.channel,
    id: n === 0 ? message.message_id : `${message.message_id}#${n}`,
    at: instant(message.create_time, around.now()),
    address: { channel: around.channel, peer, ...(direct ? {} : { room: message.chat_id }) },
    mentioned: true,
    body,
  }));
}

/** `card.action.trigger` → a press of one of our buttons. Undefined for cards that are not ours. */
export function fromAction(event: unknown, around: Pick<Surroundings, 'channel' | 'now'>): Inbound | undefined {
  const read = actionEvent.safeParse(event);
  if (!read.success) return undefined;
  const { value } = read.data.action;
  const pressed = press.safeParse(typeof value === 'string' ? json(value) : value);
  if (!pressed.success) return undefined;
  const { action, card, room } = pressed.data;
  return {
    channel: around.channel,
    id: read.data.event_id,
    at: instant(read.data.create_time, around.now()),
    address: { channel: around.channel, peer: read.data.operator.open_id, ...(room ? { room } : {}) },
    mentioned: true,
    body: { is: 'action', value: action, ...(card === undefined ? {} : { card }) },
  };
}
